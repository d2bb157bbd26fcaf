"""What the regular look at all listeners finds."""

from __future__ import annotations

from collections.abc import Iterable

from videoplanet.features.follow_live.service import standings
from videoplanet.shared.live.rooms import Listener


async def no_longer_allowed(listeners: Iterable[Listener]) -> list[tuple[Listener, str]]:
    """Return the listeners who may not listen any more, each with the error code that says why."""
    return [(one.listener, one.objection) for one in await standings(listeners) if one.objection is not None]
