"""The settings themselves, in the order in which a site file is best read."""
