"""Tax rules, terms, Xero's rounding and what Xero would refuse."""
