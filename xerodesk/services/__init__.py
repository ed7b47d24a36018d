"""One file for each thing a user wants done; the only callers of the spine."""
