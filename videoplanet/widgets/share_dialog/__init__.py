"""The dialog in which links to a film are made, copied and withdrawn."""
