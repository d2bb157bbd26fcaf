"""Videos as stacks of versions."""
