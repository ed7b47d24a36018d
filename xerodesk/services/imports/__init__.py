"""Bringing customers, products and deals in from files of other programs."""
