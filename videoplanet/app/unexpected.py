"""What becomes of an exception that leaves an event handler of a page."""

from __future__ import annotations

import structlog
from reflex_base.event import EventSpec

from videoplanet.shared.errors import VideoPlanetError
from videoplanet.shared.ui.toast.state import error_toast, toast

log = structlog.get_logger(__name__)


def unexpected_failure(exception: Exception) -> EventSpec:
    """Tells the visitor why an event handler gave up; logs what nobody foresaw."""
    if isinstance(exception, VideoPlanetError) and exception.status < 500:
        return error_toast(exception)
    log.error("event_handler_failed", exc_info=exception)
    return toast("error", "error.unexpected")
