"""The screens of the visitors, one module per place."""
