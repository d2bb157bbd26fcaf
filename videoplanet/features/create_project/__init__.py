"""Start a project."""
