"""Card readers, receipt printers, sound and USB storage, and the supervisor that watches over them.

The only room that knows pyserial and python-escpos. A missing or broken device is a state, never a crash.
"""
