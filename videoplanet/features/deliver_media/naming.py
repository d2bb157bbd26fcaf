"""What a downloaded file is called: names people gave, as `shared.plain_text` keeps them, safe in a header (RFC 6266, RFC 8187)
and on every disk."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

from videoplanet.shared.plain_text import beginning, one_line

LONGEST_NAME = 180
_SEPARATORS = re.compile(r"[/\\]")
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9 .,()+=@#&!'_-]+")


def rendition_name(title: str, number: int, rung: str) -> str:
    """The name of one size of a version: `브랜드 필름-v2-720p.mp4`."""
    ending = f"-v{number}-{rung}.mp4"
    return f"{beginning(_safe(title), LONGEST_NAME - len(ending))}{ending}"


def disposition(kind: str, filename: str) -> str:
    """The header `Content-Disposition`.

    Args:
        kind: `inline` or `attachment`.
        filename: in any script. Programs that read only the older parameter get its letters of ASCII.
    """
    name = _safe(filename)
    letters = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    plain = _NOT_PLAIN.sub("_", letters)
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _safe(name: str) -> str:
    """On one line, without what could be read as a folder."""
    return _SEPARATORS.sub("_", one_line(name)).strip(" .") or "film"
