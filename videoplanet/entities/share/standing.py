"""Whether a share link still opens: the one place that says when it is over."""

from __future__ import annotations

from datetime import datetime

from videoplanet.shared.clock import now
from videoplanet.shared.errors import NotSignedIn


def end_of_link(revoked_at: datetime | None, expires_at: datetime | None) -> str | None:
    """Return the code of why a link is over; None while it opens."""
    if revoked_at is not None:
        return "share.revoked"
    if expires_at is not None and expires_at <= now():
        return "share.expired"
    return None


def require_open_link(revoked_at: datetime | None, expires_at: datetime | None) -> None:
    """Refuse a link that is over.

    Raises:
        NotSignedIn: `share.revoked` or `share.expired`.
    """
    if code := end_of_link(revoked_at, expires_at):
        raise NotSignedIn(code)
