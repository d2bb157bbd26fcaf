"""The room's film in the browser, as a component and Vars: which versions there are, which is on the screen, its facts."""

from typing import Any

import reflex as rx
from reflex_base.components.component import field
from reflex_base.event import EventChain
from reflex_base.vars.base import Var, VarData
from reflex_base.vars.function import FunctionVar
from reflex_base.vars.number import BooleanVar
from reflex_base.vars.sequence import StringVar

import videoplanet.shared.ui.gateway
import videoplanet.widgets.film_card.live  # noqa: F401 - these two ship what `film.js` imports
from videoplanet.features.enter_room.ui import ROOM
from videoplanet.shared.ui.shipping import shipped
from videoplanet.widgets.review_player.store import TIMECODE_MODULE

shipped("film_store.js", __name__)
shipped("newer_version.js", __name__)
NOTES_MODULE = shipped("notes.js", __name__)
shipped("moments.js", __name__)
shipped("preparation.js", __name__)
shipped("remarks.js", __name__)
shipped("room.css", __name__)
shipped("small_room.css", __name__)
FILM_MODULE = shipped("film.js", __name__)
LAYOUT_MODULE = shipped("layout.js", __name__)


class FilmRoom(rx.Component):
    """Holds the film of a video while it is mounted; draws only its children."""

    library = FILM_MODULE
    tag = "FilmRoom"

    video_id: Var[str] = field(doc="The video; empty while it is not known.")
    share_token: Var[str] = field(doc="On a guest's page, the link's token.")
    joined: Var[str] = field(doc="Changes when this browser has joined the live room anew.")
    timecode_of: Var[object] = field(doc="JavaScript: (timebase, frame) to timecode.")
    same_moment: Var[object] = field(
        doc="JavaScript: (rate, another rate, frame) to the frame of the same moment there."
    )


class VisibleHeight(rx.Component):
    """Keeps the page as high as what a phone's keyboard leaves visible; draws nothing."""

    library = LAYOUT_MODULE
    tag = "VisibleHeight"


def film_room(*content: rx.Component, **props: Any) -> rx.Component:
    """A :class:`FilmRoom` that writes timecode as the player does."""
    return FilmRoom.create(
        *content,
        timecode_of=_timecode("timecodeOf"),
        same_moment=_timecode("sameMoment"),
        **props,
    )


def film(part: str) -> Var[Any]:
    """One part of the film's view: ``state``, ``title``, ``version``, ``versions``, ``number``, ``newer``, ``loads`` …"""
    data = VarData(imports={FILM_MODULE: "useFilm"}, hooks=f'const film_{part} = useFilm("{part}");')
    return Var(_js_expr=f"film_{part}", _var_type=Any, _var_data=data)


def film_text(part: str) -> StringVar[str]:
    """A part of the view that is a text."""
    return film(part).to(str)


def choose_version(number: Var[Any]) -> Var[EventChain]:
    """A handler that puts another version on the screen."""
    return _handler("chooseVersion", number)


def show_remark(code: Var[str]) -> Var[EventChain]:
    """A handler that goes to the next of the frames a remark is about."""
    return _handler("showRemark", code)


def dismiss_remarks() -> Var[EventChain]:
    """A handler that takes the remarks on the version as read."""
    return _handler("dismissRemarks")


def pass_over_newer() -> Var[EventChain]:
    """A handler that stays with the version on the screen and says no more of the newer one."""
    return _handler("passOverNewer")


def closed_by_swipe(close: Var[EventChain]) -> Var[Any]:
    """A handler (`onPointerDown`) for a finger on a note: pushed to a side, the note is closed."""
    data = VarData.merge(VarData(imports={NOTES_MODULE: "swipe"}), close._get_all_var_data())
    return Var(_js_expr=f"((event) => swipe(event, {close!s}))", _var_data=data)


def save(url: Var[Any]) -> Var[EventChain]:
    """A handler that lets the browser take a file home; the server names it."""
    data = VarData.merge(VarData(imports={FILM_MODULE: "save"}), url._get_all_var_data())
    return Var(_js_expr=f"(() => save({url!s}))", _var_data=data).to(FunctionVar, EventChain)


def is_narrow() -> BooleanVar:
    """Whether the picture stands above the conversation instead of beside it."""
    data = VarData(imports={LAYOUT_MODULE: "useIsNarrow"}, hooks="const isNarrow_ = useIsNarrow();")
    return Var(_js_expr="isNarrow_", _var_type=bool, _var_data=data).bool()


def _timecode(function: str) -> Var[Any]:
    return Var(_js_expr=function, _var_data=VarData(imports={TIMECODE_MODULE: function}))


def _handler(function: str, *arguments: Var[Any]) -> Var[EventChain]:
    given = [argument._get_all_var_data() for argument in arguments]
    data = VarData.merge(VarData(imports={FILM_MODULE: function}), ROOM, *given)
    call = f"{function}({', '.join(['room_', *map(str, arguments)])})"
    return Var(_js_expr=f"(() => {call})", _var_data=data).to(FunctionVar, EventChain)
