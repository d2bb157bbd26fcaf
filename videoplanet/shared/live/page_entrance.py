"""The one place that touches how Reflex lets a page in: its first event, which sends the page its state, and loads it.

Reflex makes a chain of that: one event for the state, one that looks up what loads the page, one for each of those, and one that
says that all are done; each takes the page's state from Redis under a lock and puts it back. Here the chain is one event: the page
is told the same in the same order, and its state is taken and put back once. What is relied upon is in
`tests/integration/app/test_page_entrance.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import reflex as rx
from reflex.state import OnLoadInternalState
from reflex_base.event import Event, EventHandler
from reflex_base.event.context import EventContext
from reflex_base.event.processor.base_state_processor import BaseStateEventProcessor, process_event
from reflex_base.registry import RegistrationContext
from reflex_base.utils.format import format_event_handler

from videoplanet.shared.live.way_in import WayIn

_FIRST: Any = rx.State.event_handlers["hydrate_and_load"]
FIRST_EVENT = format_event_handler(_FIRST)
"""What a page's browser sends with its connection, each time that it connects."""
LOADS = format_event_handler(OnLoadInternalState.event_handlers["on_load_internal"])
"""What Reflex would do next."""


def let_in_at_once(app: rx.App, way_in: WayIn) -> None:
    """Have pages come in by one event each, and so many at the same time as the way in lets.

    Args:
        app: the Reflex app, once its lifespan has begun.
        way_in: the process's.
    """
    processor: Any = app.event_processor
    assert isinstance(processor, BaseStateEventProcessor)
    execute = processor._execute_event
    comes_in = _entrance(app, processor)

    async def execute_event(*, entry: Any, registered_handler: Any) -> None:
        if entry.event.name != FIRST_EVENT:
            await execute(entry=entry, registered_handler=registered_handler)
            return
        async with way_in.turn(is_half_in=True):
            await execute(entry=entry, registered_handler=replace(registered_handler, handler=comes_in))

    processor._execute_event = execute_event  # type: ignore[method-assign]


def _entrance(app: rx.App, processor: Any) -> EventHandler:
    async def hydrate_and_load(
        state: rx.State,
        vars: dict[str, Any] | None = None,  # noqa: A002 - Reflex's name
        hashes: list[str] | None = None,
    ) -> Any:
        following = await _FIRST.fn(state, vars=vars, hashes=hashes)
        if not following:
            return None
        events = Event.from_event_type(app.get_load_events(state.rx_router_url.path))
        handlers = _foreground(events)
        if handlers is None:
            return following
        for event, handler in zip(events, handlers, strict=True):
            try:
                substate = await state.get_state(handler.states[0])
                await process_event(handler=handler.handler, payload=event.payload, state=substate, root_state=state)
            except Exception as error:
                await processor._handle_backend_exception(error, ev_ctx=EventContext.get())
        state.is_hydrated = True
        return None

    entrance: EventHandler = replace(_FIRST, fn=hydrate_and_load, _type_hints=None)
    return entrance


def _foreground(events: Sequence[Event]) -> list[Any] | None:
    """What handles these, None when something does not in its turn."""
    registered = RegistrationContext.get().event_handlers
    handlers: list[Any] = [registered.get(event.name) for event in events]
    return handlers if all(one is not None and not one.handler.is_background for one in handlers) else None
