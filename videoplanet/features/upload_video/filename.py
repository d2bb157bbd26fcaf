"""What a file was called, made fit to show. Never part of an object's key or of a path."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

from videoplanet.entities.video.model import TITLE_LENGTH
from videoplanet.shared.plain_text import beginning, one_line

FILENAME_LENGTH = 255
_BROWSER_ESCAPES = {"%22": '"', "%0D": "\r", "%0A": "\n"}


def displayed_name(sent: str) -> str:
    """The last part of the sent name as `one_line` makes it, "video" when nothing is left.

    Browsers escape quotes and line breaks in a form's file name (WHATWG HTML §4.10.21.8); these are undone first.
    """
    for escaped, plain in _BROWSER_ESCAPES.items():
        sent = sent.replace(escaped, plain)
    last = re.split(r"[/\\]", sent)[-1]
    name = one_line("".join(" " if unicodedata.category(mark) in ("Cc", "Cs", "Zl", "Zp") else mark for mark in last))
    if name.strip(". ") == "":
        return "video"
    if len(name) <= FILENAME_LENGTH:
        return name
    ending = PurePosixPath(name).suffix[:16]
    return beginning(name, FILENAME_LENGTH - len(ending)) + ending


def title_from(name: str) -> str:
    """A video's title when none is given: the name without its ending, as long as a title may be, without blanks at either end."""
    return beginning(PurePosixPath(name).stem.strip() or name.strip(), TITLE_LENGTH)
