"""The headless commands; never loads Qt."""
