"""A desktop CRM in one encrypted file that stays the same as a business's Xero books."""

__version__ = "0.1.0"
