"""The table of all events, by name: what is told in a module of this package is in it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from videoplanet.entities.activity.operations import comments, connection, projects, videos
from videoplanet.entities.activity.operations.stored import StoredEvent
from videoplanet.shared.live import own_events
from videoplanet.shared.live.event import Audience, Event

_AREAS = (comments, videos, projects, own_events, connection)

EVENTS: Mapping[str, Event[Any]] = MappingProxyType(
    {each.name: each for area in _AREAS for each in vars(area).values() if isinstance(each, Event)}
)
STORED: Mapping[str, StoredEvent[Any]] = MappingProxyType(
    {name: each for name, each in EVENTS.items() if isinstance(each, StoredEvent)}
)


def stored_for(audience: Audience) -> list[str]:
    """Return the names of the stored events that these hear."""
    return [name for name, each in STORED.items() if each.audience is audience]
