"""What comes next: (place, event) → place, and what it shows, as values. One module per place, no widget in sight.

A place is a frozen value with two methods: `on(event, desk)` answers the place to go to (itself to stay), and
`view(desk)` answers the frozen state that the screen of the same name draws, already translated and formatted.
"""
