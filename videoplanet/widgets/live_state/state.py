"""The vars through which live frames reach a page, and the way into a room when a page loads.

The vars are only ever set in the browser, by deltas emitted to rooms: on the server they stay empty, so that hundreds of
viewers cost one encoding and no state.
"""

from dataclasses import replace
from typing import Any
from uuid import UUID

import reflex as rx

from videoplanet.features.follow_live.service import Following, follow_project, follow_video
from videoplanet.shared.metrics import refusals
from videoplanet.shared.security.principal import Principal
from videoplanet.shared.ui.handler import handler
from videoplanet.widgets.live_state.viewers import OWN, Viewers


class LiveState(rx.State):
    """`operation` is the last stored operation that was heard, `presence` the last frame about who is there, `personal` the last
    word for whoever looks at it, wherever they are; `{}` before the first.

    A burst sets them many times between two renderings: listen to the state store, not to the rendered value.
    """

    operation: rx.Field[dict[str, Any]] = rx.field(default_factory=dict[str, Any])
    presence: rx.Field[dict[str, Any]] = rx.field(default_factory=dict[str, Any])
    personal: rx.Field[dict[str, Any]] = rx.field(default_factory=dict[str, Any])

    @handler
    async def leave(self) -> None:
        """Stop hearing rooms, when the page is left for another one."""
        await _viewers[0].leave_page(self.router.session.session_id)


_viewers: list[Viewers] = []


def connect_viewers(viewers: Viewers) -> None:
    """Say which pages this process serves; called once when it starts."""
    _viewers[:] = [viewers]


async def join_video_room(sid: str, principal: Principal, video_id: UUID, *, beside: str = OWN) -> None:
    """Let a page hear of a video; call it before reading what the page shows, so that nothing falls in between.

    Args:
        sid: `self.router.session.session_id`.
        principal: who the page's cookies speak for.
        video_id: which video.
        beside: a name, where the page hears this room beside its own; without one it is its own, and takes the place of the
            last one.

    Raises:
        NotFound: the principal may not know of the video.
        Unavailable: the database does not answer.
    """
    with refusals("page"):
        await _viewers[0].join(sid, principal, await follow_video(principal, video_id), beside=beside)


async def join_room(sid: str, principal: Principal, following: Following) -> None:
    """Let a page hear a room that it has just been let into, as its own; as `join_video_room`, without asking again.

    Raises:
        Unavailable: the database does not answer.
    """
    with refusals("page"):
        await _viewers[0].join(sid, principal, following)


async def join_project_room(sid: str, principal: Principal, project_id: UUID, *, beside: str = OWN) -> None:
    """Let a page hear of everything in a project; as `join_video_room`."""
    with refusals("page"):
        await _viewers[0].join(sid, principal, await follow_project(principal, project_id), beside=beside)


async def join_project_overview(sid: str, principal: Principal, project_id: UUID) -> None:
    """Let a page hear of a project as its own room; of comments only, how many there are. As `join_video_room`."""
    with refusals("page"):
        following = await follow_project(principal, project_id)
        overview = replace(following, room=replace(following.room, is_overview=True))
        await _viewers[0].join(sid, principal, overview)


async def leave_room(sid: str, *, beside: str = OWN) -> None:
    """Take a page out of its own room, or out of the one that it hears by this name; it stays in the others."""
    await _viewers[0].leave_room(sid, beside=beside)
