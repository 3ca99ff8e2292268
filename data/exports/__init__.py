"""What leaves the site on a USB stick (docs/rules.md §8)."""
