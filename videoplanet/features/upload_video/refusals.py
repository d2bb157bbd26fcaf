"""A refusal that was stored as its code, as the error it was."""

from __future__ import annotations

from videoplanet.shared.errors import (
    Conflict,
    NotAllowed,
    NotAVideo,
    NotFound,
    NotSignedIn,
    TooLarge,
    VideoPlanetError,
)

_BY_CODE: dict[str, type[VideoPlanetError]] = {
    "upload.quota_project": TooLarge,
    "upload.quota_user": TooLarge,
    "not_allowed": NotAllowed,
    "not_found": NotFound,
    "share.revoked": NotSignedIn,
    "share.expired": NotSignedIn,
    "project.archived": Conflict,
}


def refusal_of(code: str) -> VideoPlanetError:
    """Return the error to raise for a refused upload."""
    return _BY_CODE.get(code, NotAVideo if code.startswith("video.") else Conflict)(code)
