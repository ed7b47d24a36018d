"""The composition root of the window and of the command line."""
