"""Text that people type: kept as they wrote it, less what no database column or screen can hold.

Not for making text safe to show: markup stays as it is and is never interpreted, because every page shows text as text.
A model's field names its limits first: `Annotated[str, Field(max_length=60), PLAIN]` counts what is left after cleaning.
"""

from __future__ import annotations

import re

from pydantic import BeforeValidator

_LINE_ENDS = re.compile("\r\n?|\u2028|\u2029|\u0085")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")


def cleaned(text: str) -> str:
    """Return `text` trimmed, with plain line ends, without control characters or characters that reverse its direction.

    Raises:
        ValueError: it holds half of a surrogate pair, which is no text.
    """
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ValueError("code:field.invalid") from error
    return _CONTROL.sub("", _LINE_ENDS.sub("\n", text)).strip()


def one_line(text: str) -> str:
    """Return `text` as `cleaned`, on one line; raises ValueError likewise."""
    return " ".join(cleaned(text).split())


PLAIN = BeforeValidator(lambda value: cleaned(value) if isinstance(value, str) else value)
ONE_LINE = BeforeValidator(lambda value: one_line(value) if isinstance(value, str) else value)
