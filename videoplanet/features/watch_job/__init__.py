"""How far a background job is."""
