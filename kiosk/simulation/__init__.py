"""A day, a month or a year of a place: invented people, the real use cases, the real store, virtual time."""
