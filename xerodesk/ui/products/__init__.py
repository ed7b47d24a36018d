"""The products pages."""
