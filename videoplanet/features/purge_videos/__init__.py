"""Remove for good what was deleted 30 days ago."""
