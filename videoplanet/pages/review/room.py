"""The room itself: player left, conversation right; on an upright phone one above the other. Used by members and by guests."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex_base.vars.base import Var

from videoplanet.pages.review.film import (
    VisibleHeight,
    film,
    film_room,
    film_text,
    is_narrow,
)
from videoplanet.pages.review.notes import picture_notes
from videoplanet.pages.review.preparing import preparing_note
from videoplanet.pages.review.remarks import remarks_note
from videoplanet.pages.review.state import ReviewState
from videoplanet.pages.review.versions import newer_version_note
from videoplanet.shared.ui.button import button_link
from videoplanet.shared.ui.conditional import text_if
from videoplanet.shared.ui.handler import Text
from videoplanet.shared.ui.surface import empty_state
from videoplanet.shared.ui.text import t, t_of
from videoplanet.shared.ui.theme import always_dark
from videoplanet.widgets.comment_thread.closed_room import unsent_words
from videoplanet.widgets.comment_thread.room import ThreadRoom
from videoplanet.widgets.comment_thread.store import thread, thread_text
from videoplanet.widgets.comment_thread.ui import comment_thread
from videoplanet.widgets.live_state.state import LiveState
from videoplanet.widgets.presence_bar.room import PresenceRoom, present
from videoplanet.widgets.presence_bar.ui import writing_note
from videoplanet.widgets.review_player.ui import review_player


def review_room(*, header: rx.Component, side: rx.Component, video_id: Text, home: rx.Component | None) -> rx.Component:
    """What stands in a :func:`room`.

    Args:
        header: What stands above.
        side: What stands beside the player, usually with :func:`conversation` in it.
        video_id: The video, as early as it is known.
        home: A way out, for who may see nothing here any more.
    """
    viewer: Any = ReviewState.viewer
    here: dict[str, Any] = {"share_token": ReviewState.share_token, "joined": ReviewState.joined}
    inside = rx.el.div(
        header,
        rx.el.main(
            rx.el.div(_player(), class_name="vp-room-player"),
            side,
            class_name="vp-room-main",
        ),
        class_name="vp-room-frame",
    )
    return always_dark(
        VisibleHeight.create(),
        film_room(
            ThreadRoom.create(
                PresenceRoom.create(
                    rx.cond(_code() == "", inside, _gone(home)),
                    # a closed room has nobody in it
                    video_id=text_if(_code() == "", ReviewState.video_id),
                    viewer_id=viewer["id"].to(str),
                    version=film("number").to(int),
                    **here,
                ),
                video_id=ReviewState.video_id,
                viewer=viewer,
                version=film("number").to(int),
                timecode_of=film("timecodeOf"),
                moments=film("moments"),
                **here,
            ),
            video_id=video_id,
            **here,
        ),
        rx.el.span(on_unmount=LiveState.leave, hidden=True),
        class_name="vp-room",
    )


def conversation() -> rx.Component:
    """The comments of the room, with the composer for who may write."""
    viewer: Any = ReviewState.viewer
    is_guest = viewer["kind"].to(str) == "guest"
    return comment_thread(
        may_comment=ReviewState.may_comment | (ReviewState.joined == ""),
        limit=ReviewState.body_limit,
        read_only=text_if(
            ReviewState.is_archived,
            t("error.project.archived"),
            text_if(is_guest, t("review.read_only_guest"), t("review.read_only")),
        ),
    )


def _player() -> rx.Component:
    return review_player(
        preparing_note(ReviewState.video_id, ReviewState.may_upload),
        picture_notes(newer_version_note(), remarks_note(), writing_note(film("timecodeOf"))),
        version=film("version"),
        marks=thread("marks"),
        ghosts=present("ghosts"),
        selected_id=thread("selected"),
        compact=is_narrow(),
        can_comment=ReviewState.may_comment,
    )


def _code() -> Var[str]:
    """The code of the error that keeps this visitor out, from whoever found out first; empty while they may be here."""
    ended = text_if(film_text("code") != "", film_text("code"), thread_text("gone"))
    return text_if(ReviewState.refusal != "", ReviewState.refusal, ended)


def _gone(home: rx.Component | None) -> rx.Component:
    return rx.el.main(
        empty_state("circle_off", t("review.gone.title"), t_of("error", _code()), home),
        unsent_words(viewer_id=ReviewState.reader_id),
        role="alert",
        class_name="flex h-full flex-col items-center justify-center",
    )


def way_home() -> rx.Component:
    """The button that leads a member back."""
    return button_link(t("review.gone.home"), href="/home", variant="secondary")
