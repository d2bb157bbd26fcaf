"""Frames on a page's line that are none: a short line of log each, not many, and after a few the connection is over."""

from __future__ import annotations

import time
from typing import Any
from weakref import WeakKeyDictionary

import structlog

from videoplanet.shared.logging import place_of

log = structlog.get_logger(__name__)
MOST_FRAMES = 3
LINES_A_MINUTE = 10


class MalformedFrames:
    """Counts them, by whatever object stands for a connection."""

    def __init__(self) -> None:
        self._of: WeakKeyDictionary[Any, int] = WeakKeyDictionary()
        self._told = (0, 0, 0)

    def are_too_many(self, connection: Any) -> bool:
        """Whether the next frame shall end the connection, whatever it is."""
        return self._of.get(connection, 0) >= MOST_FRAMES

    def count(self, connection: Any, error: Exception) -> None:
        """Count one, which taking it apart ended in this error; `connection` is None when it is gone by now."""
        minute, told, untold = self._told
        current = int(time.monotonic() // 60)
        if minute != current:
            minute, told = current, 0
        if told < LINES_A_MINUTE:
            log.warning("page_frame_malformed", error=place_of(error), untold=untold)
            told, untold = told + 1, 0
        else:
            untold += 1
        self._told = (minute, told, untold)
        if connection is not None:
            self._of[connection] = self._of.get(connection, 0) + 1
