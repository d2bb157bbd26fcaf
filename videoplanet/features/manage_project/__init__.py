"""Find, change, archive, delete and restore projects."""
