"""Trying the kiosk without hardware: invented people with genuine cards, simulated devices, and the guided visit."""
