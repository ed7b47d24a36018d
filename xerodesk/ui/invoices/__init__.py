"""The invoices pages."""
