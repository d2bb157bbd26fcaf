"""All films of somebody's projects."""
