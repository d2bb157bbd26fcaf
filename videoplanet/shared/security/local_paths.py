"""Where to go next, taken from an address: only ever a page of this site (no open redirects, no address that does something)."""

from __future__ import annotations

import string
from urllib.parse import quote, unquote, urlsplit

_ALLOWED = frozenset(string.ascii_letters + string.digits + "/-._~%!$&'()*+,;=:@?#[]")
_LENGTH = 2000
_NO_PAGES = frozenset({"api", "media", "ws", "assets", "ping"})


def local_path(wanted: str | None, default: str) -> str:
    """Return `wanted` when it is an absolute path of this site, else `default`.

    Refused are other hosts in every spelling that browsers accept: `//host`, `/\\host`, `/%5chost`, `/<tab>/host`, `https:…`.
    """
    if not wanted or len(wanted) > _LENGTH or not wanted.startswith("/"):
        return default
    decoded = _fully_decoded(wanted)
    if any(character not in _ALLOWED for character in wanted) or "\\" in decoded or not decoded.isprintable():
        return default
    if decoded.startswith("//"):
        return default
    parts = urlsplit(wanted)
    return wanted if not parts.scheme and not parts.netloc else default


def page_path(wanted: str | None, default: str) -> str:
    """Return `wanted` when it is the path of a page of this site, else `default`; for every `next`.

    Everything that isn't a page answers programs, or does something to whoever opens it, such as signing them in. In its steps no
    spelling of a path is understood that a browser or the server would shorten.
    """
    path = local_path(wanted, default)
    steps = _fully_decoded(urlsplit(path).path).split("/")[1:]
    is_page = steps[0] not in _NO_PAGES and not steps[0].startswith("_")
    return path if is_page and "" not in steps[:-1] and not {".", ".."} & set(steps) else default


def with_next(path: str, following: str) -> str:
    """Return `path?next=following`, with `following` escaped."""
    return f"{path}?next={quote(following, safe='/')}"


def _fully_decoded(text: str) -> str:
    for _ in range(5):
        decoded = unquote(text)
        if decoded == text:
            break
        text = decoded
    return text
