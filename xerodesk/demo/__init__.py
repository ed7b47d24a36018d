"""The demo organisation: a local server that answers as Xero does; shares no code with the client."""
