"""A project in short, as a card that opens it."""
