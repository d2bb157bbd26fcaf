"""A film in short, as a card that opens its review room."""
