"""Names of made files that other files name: the sheets of little pictures, and what says where on them each is."""

CUES = "sprite.vtt"


def sheet_name(sheet: int | str) -> str:
    """What a sheet is called, by its number from 0."""
    return f"sprite-{sheet}.jpg"
