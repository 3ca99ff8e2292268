"""The building blocks of every screen, one module and one .kv file each. Sizes are reference dp."""
