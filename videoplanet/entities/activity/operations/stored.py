"""What a stored event is: one that `record` keeps under the project's next number."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic

from videoplanet.shared.live.event import Event, PayloadT


class Words(StrEnum):
    """Which words of people a payload repeats. Whoever reads it again is told those of now (`entities.activity.words`)."""

    NONE = "none"
    OF_COMMENT = "of_comment"
    """The payload is a comment; its replies, if it has any, are in it."""
    OF_REPLY = "of_reply"
    """`reply` is a reply."""
    OF_VIDEO = "of_video"
    """`video` has a title."""


@dataclass(frozen=True, kw_only=True, eq=False)
class StoredEvent(Event[PayloadT], Generic[PayloadT]):
    """One that is kept."""

    words: Words

    def of(self, payload: PayloadT) -> Occurrence:
        """It happened: what `record` stores."""
        return Occurrence(self, payload)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A stored event that happened, with what there is to tell of it."""

    event: StoredEvent[Any]
    payload: Any
