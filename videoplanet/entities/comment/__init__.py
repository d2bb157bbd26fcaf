"""Comments on exact frames, replies and reactions."""
