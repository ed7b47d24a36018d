"""The read side: one file a screen, returning frozen rows."""
