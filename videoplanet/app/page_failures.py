"""What browsers say went wrong on a page. Anybody can say anything here: it is a value in a log line, not a line of its own."""

from __future__ import annotations

import structlog

log = structlog.get_logger(__name__)
LONGEST = 1000


def page_failed(exception: Exception) -> None:
    """Log one report of Reflex's browser code; `exception` holds its words."""
    log.warning("page_failed", said=str(exception)[:LONGEST])
