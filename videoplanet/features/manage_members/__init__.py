"""Who works in a project, and as what."""
