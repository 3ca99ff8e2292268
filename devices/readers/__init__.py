"""Card readers: from bytes on a port to `CardPresented`."""
