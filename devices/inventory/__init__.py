"""What is plugged into this machine, and which lines of the site file would use it: `vestibule devices`."""
