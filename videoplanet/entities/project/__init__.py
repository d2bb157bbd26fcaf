"""Projects, their members, phases, and who may do what."""
