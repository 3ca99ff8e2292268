"""Pure decisions: no I/O, no clock, no state. What they need is passed in; what they answer is a value."""
