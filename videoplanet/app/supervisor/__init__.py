"""`serve`: one light process that starts, watches and stops all the others."""
