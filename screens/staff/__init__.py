"""The screens of the staff, one module per place."""
