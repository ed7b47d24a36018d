"""The setup pages."""
