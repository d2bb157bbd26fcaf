"""What somebody may see and take of a video they may watch: all of it for members, what the link says for guests."""

from __future__ import annotations

from dataclasses import dataclass

from videoplanet.shared.security.principal import Principal


@dataclass(frozen=True, slots=True)
class Viewing:
    """Who looks, and what they may get.

    A guest whose link forbids downloads never gets the original: they watch from the first rendition on.
    """

    principal: Principal
    may_download: bool = True
    latest_version_only: bool = False
