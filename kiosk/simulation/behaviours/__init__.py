"""What people, staff and machines do, one habit per module; `kiosk.simulation.run` has the list."""
