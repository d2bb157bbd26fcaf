"""Comments on exact frames: add, edit, delete, resolve, reopen, list."""
