"""Xero's wire; the only room that imports requests."""
