"""What browsers say went wrong on a page. Anybody can say anything here, as often as they like: it is a value in a log line, not a
line of its own, and only so many a minute are kept."""

from __future__ import annotations

import time
from collections.abc import Callable

import structlog

log = structlog.get_logger(__name__)
LONGEST = 1000
MOST_A_MINUTE = 20
MINUTE_SECONDS = 60.0


class PageFailures:
    """Logs reports of Reflex's browser code: `hear` is its app's `frontend_exception_handler`.

    Args:
        clock: seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._since = clock()
        self._heard = 0

    def hear(self, exception: Exception) -> None:
        """Log one; `exception` holds the browser's words."""
        moment = self._clock()
        if moment - self._since >= MINUTE_SECONDS:
            if self._heard > MOST_A_MINUTE:
                log.warning("page_failures_passed_over", number=self._heard - MOST_A_MINUTE)
            self._since, self._heard = moment, 0
        self._heard += 1
        if self._heard <= MOST_A_MINUTE:
            log.warning("page_failed", said=str(exception)[:LONGEST])
