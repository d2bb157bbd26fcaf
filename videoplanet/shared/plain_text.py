"""The one check of text that people and programs give: what no database column or screen can hold is refused, the rest is tidied.

Not for making text safe to show: markup stays as it is and is never interpreted, because every page shows text as text.
Every text in a request, a frame or an event goes through one of three: `one_line` for names and titles, `cleaned` for words
with line ends, `verbatim` for passwords, tokens and whatever else must arrive as it was sent.
A model's field names its limits first: `Annotated[str, Field(max_length=60), PLAIN]` counts what is left after tidying.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from pydantic import BeforeValidator

from videoplanet.shared.errors import Invalid

_LINE_ENDS = re.compile("\r\n?|\u2028|\u2029|\u0085")
_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufff9-\ufffb"
_DIRECTIONS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""What makes text run the other way (UAX #9 §2): it lets `gpj.exe` be read as `exe.jpg`."""
_UNSHOWABLE = re.compile(f"[{_CONTROLS}{_DIRECTIONS}]")
_UNSEEN = re.compile(
    "[\\s\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2064\u206a-\u206f\u2800\u3164\ufe00-\ufe0f\uffa0"
    "\U000e0000-\U000e0fff]*"
)
"""White space, what has no width or no ink of its own (Unicode: Default_Ignorable_Code_Point), and the blank of Braille."""


class NotText(ValueError):
    """A character that is none: NUL, which no column holds, or half of a surrogate pair, which no encoding does."""

    def __init__(self) -> None:
        super().__init__("code:field.invalid")


def verbatim(text: str) -> str:
    """Return `text` as it is.

    Raises:
        NotText: it holds NUL or half of a surrogate pair.
    """
    if "\0" in text:
        raise NotText
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise NotText from error
    return text


def cleaned(text: str) -> str:
    """Return `text` composed (NFC: macOS writes Hangul in pieces), trimmed, with plain line ends, without control characters
    or characters that turn its direction. One of which nothing would be seen is empty.

    Raises:
        NotText: as for `verbatim`.
    """
    shown = _UNSHOWABLE.sub("", _LINE_ENDS.sub("\n", verbatim(text)))
    tidy = unicodedata.normalize("NFC", shown).strip()
    return "" if _UNSEEN.fullmatch(tidy) else tidy


def one_line(text: str) -> str:
    """Return `text` as `cleaned`, on one line; raises NotText likewise."""
    return " ".join(cleaned(text).split())


def beginning(text: str, length: int) -> str:
    """Return at most so many characters of `text`: no blank at the end, nor the joiner of an emoji that is cut through."""
    return text if len(text) <= length else text[:length].rstrip(" \u200d")


def line_of(field: str, text: str) -> str:
    """Return the text of a form's field on one line, for use cases that are called without a model.

    Raises:
        Invalid: it is no text.
    """
    try:
        return one_line(text)
    except NotText as error:
        raise Invalid("field.invalid", field=field) from error


def _validator(tidy: Callable[[str], str]) -> BeforeValidator:
    return BeforeValidator(lambda value: tidy(value) if isinstance(value, str) else value)


PLAIN = _validator(cleaned)
ONE_LINE = _validator(one_line)
VERBATIM = _validator(verbatim)
