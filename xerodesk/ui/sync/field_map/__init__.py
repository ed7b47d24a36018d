"""The field map editor: which field of the CRM goes with which field of Xero, drawn and seen at work."""
