"""One project: its schedule, films and people."""
