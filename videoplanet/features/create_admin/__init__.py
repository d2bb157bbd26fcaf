"""Open a staff account from the command line."""
