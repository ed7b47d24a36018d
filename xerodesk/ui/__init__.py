"""The window: the only room, with desktop and selftest, that imports Qt."""
