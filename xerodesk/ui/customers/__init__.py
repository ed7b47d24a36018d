"""The customers pages."""
