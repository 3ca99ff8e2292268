"""The commands of `vestibule`, one module per subject. Each imports only what it needs: no Kivy without a screen."""
