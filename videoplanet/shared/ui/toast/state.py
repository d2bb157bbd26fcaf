"""Toasts as state: the server writes a note, the region on the page shows each note once.

Not ``rx.toast``, which the browser would have to ``eval``. Not for what must stay readable: that belongs on the page.
"""

import json
import uuid
from typing import Literal, TypedDict

import reflex as rx
from reflex_base.event import EventSpec

from videoplanet.shared.errors import VideoPlanetError
from videoplanet.shared.ui.handler import handler

ToastKind = Literal["success", "info", "error"]

KEPT_NOTES = 6


class ToastNote(TypedDict):
    """A note: a text of the catalogue and its parameters (JSON), shown in the viewer's language."""

    id: str
    kind: str
    key: str
    params: str


class ToastState(rx.State):
    """The latest notes of one browser tab; the page remembers which it has shown."""

    notes: rx.Field[list[ToastNote]] = rx.field(default_factory=list[ToastNote])

    @handler
    async def show(self, kind: str, key: str, params: str) -> None:
        """Raises a note; a page's own script may call it, and reaches nobody else's screen."""
        note = ToastNote(id=uuid.uuid4().hex, kind=kind, key=key, params=params)
        self.notes = [*self.notes, note][-KEPT_NOTES:]


def toast(kind: ToastKind, key: str, **params: object) -> EventSpec:
    """A note to return or yield from any event handler: ``return toast("success", "project.saved", name=name)``.

    Args:
        kind: ``success``, ``info`` or ``error``; an error stays until it is closed.
        key: The text's key in the catalogue.
        params: The text's placeholders.
    """
    spec: EventSpec = ToastState.show(kind, key, json.dumps(params, default=str))  # type: ignore[assignment]
    return spec


def error_toast(error: VideoPlanetError) -> EventSpec:
    """The note of an expected failure, for ``except VideoPlanetError as error: return error_toast(error)``."""
    return toast("error", f"error.{error.code}", **error.params)
