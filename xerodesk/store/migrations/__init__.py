"""Frozen steps that bring an older company file up to today's schema."""
