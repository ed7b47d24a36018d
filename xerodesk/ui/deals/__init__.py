"""The deals pages."""
