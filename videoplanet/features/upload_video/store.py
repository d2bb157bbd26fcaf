"""The list of uploads as Vars and handlers, so that the tray is written in Python.

What sends is JavaScript beside this file; `tray.js` gives what it publishes to the interface.
"""

from __future__ import annotations

from typing import Any

from reflex_base.event import EventChain
from reflex_base.vars.base import Var
from reflex_base.vars.number import BooleanVar, NumberVar
from reflex_base.vars.sequence import StringVar

import videoplanet.shared.ui.gateway
import videoplanet.shared.ui.reached  # noqa: F401 - these ship what the scripts import
from videoplanet.shared.ui.published import called, hooked
from videoplanet.shared.ui.shipping import shipped

for _name in (
    "drop.js",
    "engine.js",
    "folding.js",
    "following.js",
    "journey.js",
    "line.js",
    "news.js",
    "pace.js",
    "parts.js",
    "picking.js",
    "places.js",
    "put_part.js",
    "question.js",
    "records.js",
    "rows.js",
    "tab_lock.js",
    "transfer.js",
    "tray_view.js",
    "uploads.js",
):
    shipped(_name, __name__)

UPLOAD_MODULE = shipped("upload.js", __name__)
"""What every page carries."""
TRAY_MODULE = shipped("tray.js", __name__)
"""What is loaded with the tray."""
STORAGE_MODULE = shipped("storage.js", __name__)


def tray(part: str) -> Var[Any]:
    """One part of what the tray shows: ``rows``, ``moving``, ``percent``, ``news`` …"""
    return hooked(f"tray_{part}", TRAY_MODULE, "useTray", part)


def tray_text(part: str) -> StringVar[str]:
    """A part that is a text."""
    return tray(part).to(str)


def tray_number(part: str) -> NumberVar[int]:
    """A part that is a number."""
    return tray(part).to(int)


def tray_flag(part: str) -> BooleanVar:
    """A part that is a yes or no."""
    return tray(part).bool()


def act(name: str, *args: Var[Any] | str | bool | int) -> Var[EventChain]:
    """A handler for what is pressed in the tray."""
    return called(TRAY_MODULE, "act", name, *args)
