"""Toasts as state: the server writes a note, the region on the page shows each note once.

What can be taken back says so: its note carries the event that does it, stays at least ten seconds, and waits while somebody
looks at it. Not ``rx.toast``, which the browser would have to ``eval``. Not for what must stay readable: that belongs on the
page.
"""

import json
import uuid
from typing import Any, Literal, TypedDict

import reflex as rx
from reflex_base.event import Event, EventSpec

from videoplanet.shared.errors import VideoPlanetError
from videoplanet.shared.ui.handler import handler

ToastKind = Literal["success", "info", "error"]

KEPT_NOTES = 6


class ToastNote(TypedDict):
    """A note: a text of the catalogue and its parameters (JSON), shown in the viewer's language.

    `undo` is the event (JSON: its name and payload) that takes the act back, empty without one. Like every event it can be
    sent by anybody and is checked by its use case.
    """

    id: str
    kind: str
    key: str
    params: str
    undo: str


class ToastState(rx.State):
    """The latest notes of one browser tab; the page remembers which it has shown."""

    notes: rx.Field[list[ToastNote]] = rx.field(default_factory=list[ToastNote])

    @handler
    async def show(self, kind: str, key: str, params: str, undo: str = "") -> None:
        """Raises a note; a page's own script may call it, and reaches nobody else's screen."""
        note = ToastNote(id=uuid.uuid4().hex, kind=kind, key=key, params=params, undo=undo)
        self.notes = [*self.notes, note][-KEPT_NOTES:]


def toast(kind: ToastKind, key: str, *, undo: EventSpec | None = None, **params: object) -> EventSpec:
    """A note to return or yield from any event handler: ``return toast("success", "project.saved", name=name)``.

    Args:
        kind: ``success``, ``info`` or ``error``; an error stays until it is closed.
        key: The text's key in the catalogue.
        undo: What takes the act back, with its arguments: ``ShareState.restore(share_id)``.
        params: The text's placeholders.
    """
    filled = json.dumps(params, default=str)
    shown: Any = ToastState.show(kind, key, filled, _packed(undo)) if undo else ToastState.show(kind, key, filled)
    spec: EventSpec = shown
    return spec


def _packed(spec: EventSpec) -> str:
    (event,) = Event.from_event_type(spec)
    return json.dumps({"name": event.name, "payload": event.payload}, default=str)


def error_toast(error: VideoPlanetError) -> EventSpec:
    """The note of an expected failure, for ``except VideoPlanetError as error: return error_toast(error)``."""
    return toast("error", f"error.{error.code}", undo=None, **error.params)
