"""Films as files: what one is (`probe`), its renditions (`ladder`), its poster. No database and no storage in here."""
