"""The review player as a component: its parts are drawn here, its engine is JavaScript (`store.py`).

Stands in a room (`features/enter_room/ui.py`); what it tells there and what it obeys is listed in `room.js`.
The page's address keeps the frame of a paused film (``?f=``).
"""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex_base.components.component import field
from reflex_base.vars.base import Var

import videoplanet.features.enter_room.ui  # noqa: F401 - ships the scope that `player.js` imports
from videoplanet.shared.ui.handler import Flag
from videoplanet.widgets.review_player.controls import control_row
from videoplanet.widgets.review_player.help import key_help
from videoplanet.widgets.review_player.stage import frame, stage
from videoplanet.widgets.review_player.store import PLAYER_MODULE
from videoplanet.widgets.review_player.timeline import timeline

HLS = "hls.js@1.7.4"


class ReviewPlayer(rx.Component):
    """Provides its children, the parts of the player, with their engine; draws nothing itself."""

    library = PLAYER_MODULE
    tag = "ReviewPlayer"
    lib_dependencies: list[str] = [HLS]  # noqa: RUF012 - Reflex copies a field's default

    version: Var[dict[str, Any] | None] = field(doc="The version as REST gives it, or null while it is not known.")
    marks: Var[list[dict[str, Any]]] = field(doc="Comments; those with a frame stand on the timeline.")
    ghosts: Var[list[dict[str, Any]]] = field(doc="Other people's playheads: id, name, colour, frame.")
    selected_id: Var[str | None] = field(doc="The chosen comment.")
    initial_frame: Var[int | None] = field(doc="Where to begin; left out, the frame in the page's address.")
    compact: Var[bool] = field(doc="Whether it is as high as its picture, as on a phone, instead of its surroundings.")
    can_comment: Var[bool] = field(doc="Whether C and Enter ask for the composer.")


def review_player(
    *overlay: rx.Component,
    version: Any,
    marks: Any = None,
    ghosts: Any = None,
    selected_id: Any = None,
    initial_frame: Any = None,
    compact: Flag = False,
    can_comment: Flag = False,
) -> rx.Component:
    """The player for one version of a video.

    It fills its surroundings (with ``compact`` only their width), stays on its frame when ``version`` changes to another
    one, and opens new media addresses only when the old ones have failed.

    Args:
        overlay: What lies over the picture, such as drawings; takes no clicks unless it asks for them.
        version: A Var of the version as ``GET /videos/{id}`` gives it.
        marks: A Var of comments: ``id``, ``frame_in``, ``frame_out``, ``kind``, ``status``, ``author.name``, ``body``,
            ``pending``.
        ghosts: A Var of other people's playheads: ``id``, ``name``, ``colour``, ``frame``.
        selected_id: A Var of the chosen comment's id.
        initial_frame: A Var of the frame to begin with, counted from 0.
        compact: The phone's layout.
        can_comment: Whether the viewer may comment.
    """
    given = {
        "marks": marks,
        "ghosts": ghosts,
        "selected_id": selected_id,
        "initial_frame": initial_frame,
    }
    lying_over = rx.el.div(*overlay, class_name="rp-overlay") if overlay else rx.fragment()
    return ReviewPlayer.create(
        frame(
            stage(lying_over),
            rx.el.div(timeline(), control_row(), class_name="rp-desk"),
            key_help(),
        ),
        version=version,
        compact=compact,
        can_comment=can_comment,
        **{name: value for name, value in given.items() if value is not None},
    )
