"""The sync pages."""
