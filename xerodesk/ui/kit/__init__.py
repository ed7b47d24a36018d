"""Our widgets, without business words."""
