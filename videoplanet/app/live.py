"""Wires the live hub of a web process: to the stored operations, to the pages of the Reflex app, and to its lifespan."""

from __future__ import annotations

import asyncio
import gc
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Any
from uuid import UUID

import reflex as rx
import structlog

from videoplanet.app.page_events import guarded
from videoplanet.app.page_limits import limited
from videoplanet.app.shown_versions import ShownVersions
from videoplanet.entities.activity.operations.table import EVENTS, STORED
from videoplanet.entities.activity.service import current_seq, current_seqs, operations_after
from videoplanet.features.authenticate.page_owner import page_owner
from videoplanet.features.authenticate.state import SIGN_IN_PATH
from videoplanet.features.deliver_media.service import forget_media
from videoplanet.features.follow_live.service import standings
from videoplanet.features.show_presence.service import Presence, arrive, tell_of_the_lost
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.live.frame import Frame
from videoplanet.shared.live.hub import LiveHub, live_hub
from videoplanet.shared.live.malformed_frames import MalformedFrames
from videoplanet.shared.live.page_entrance import let_in_at_once
from videoplanet.shared.live.page_owners import PageOwners
from videoplanet.shared.live.page_sockets import PageSockets
from videoplanet.shared.live.way_in import way_in
from videoplanet.shared.storage import close_storage, warm_storage
from videoplanet.shared.ui.departure import DepartureState
from videoplanet.widgets.live_state.state import LiveState, connect_viewers
from videoplanet.widgets.live_state.viewers import Viewers

log = structlog.get_logger(__name__)
TEND_SECONDS = 15.0


class StoredOperations:
    """The hub's archive: the activity log. Its transactions are its own, whatever asked first."""

    async def last_seq(self, project_id: UUID) -> int:
        """Return a project's last number."""
        async with unit_of_work(joins=False) as uow:
            return await current_seq(uow.session, project_id)

    async def last_seqs(self, project_ids: Collection[UUID]) -> Mapping[UUID, int]:
        """Return the last number of each project."""
        async with unit_of_work(joins=False) as uow:
            return await current_seqs(uow.session, project_ids)

    async def after(self, project_id: UUID, seq: int) -> Sequence[Frame]:
        """Return the next operations after a number, oldest first."""
        async with unit_of_work(joins=False) as uow:
            found = await operations_after(uow.session, project_id, seq)
        return [Frame(operation.frame(), STORED.get(operation.type)) for operation in found]


def start_live(site: rx.App) -> None:
    """Let the Reflex app's pages hear live operations; call it once in every web process, before it serves."""
    hub = live_hub()
    sockets = PageSockets(site)
    owners = PageOwners(sockets, page_owner)
    viewers = Viewers(sockets, LiveState.get_full_name(), hub)
    connect_viewers(viewers)
    shown = ShownVersions(hub, viewers)

    async def send_away(sid: str) -> None:
        await sockets.tell(sid, DepartureState.get_full_name(), "to", SIGN_IN_PATH)

    def on_end(ended: Mapping[str, Any]) -> None:
        forget_media()
        owners.session_ended(ended, send_away)

    def on_personal(user_id: UUID, message: Mapping[str, Any]) -> None:
        viewers.tell_person(owners.of_user(user_id), message)

    hub.connect(
        StoredOperations(),
        viewers.broadcast,
        events=EVENTS,
        on_end=on_end,
        on_other_version=shown.look_soon,
        on_personal=on_personal,
        on_rights=viewers.tell_of_rights,
    )
    sockets.when_disconnected(viewers.disconnected)
    sockets.guard_frames(MalformedFrames())
    sockets.guard_events(guarded)
    sockets.guard_events(lambda inner: limited(inner, sockets.handshake))
    sockets.let_in_by_turns(way_in())

    @asynccontextmanager
    async def live() -> AsyncIterator[None]:
        await warm_storage()
        let_in_at_once(site, way_in())
        _spare_the_collector()
        try:
            async with serving(hub, viewers, shown):
                yield
        finally:
            await close_storage()

    site.register_lifespan_task(live)


@asynccontextmanager
async def serving(
    hub: LiveHub, viewers: Viewers | None = None, shown: ShownVersions | None = None
) -> AsyncIterator[None]:
    """Run the hub and its regular duties until the process stops."""
    tasks = [asyncio.create_task(hub.run()), asyncio.create_task(_tend(hub, viewers, shown))]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        for task in tasks:
            with suppress(asyncio.CancelledError):
                await task


def _spare_the_collector() -> None:
    """Take what start-up left in memory, hundreds of thousands of objects, out of the garbage collector's rounds.

    Otherwise every full round looks at all of it, and whatever is on its way to a listener waits a fifth of a second.
    """
    gc.collect()
    gc.freeze()


async def _tend(hub: LiveHub, viewers: Viewers | None, shown: ShownVersions | None) -> None:
    """Signs of life, departures of the lost, and access that ended without an announcement."""
    duties: list[Callable[[], Awaitable[None]]] = [partial(_keep_presence, hub), partial(_end_forbidden, hub)]
    if viewers is not None:
        duties.insert(0, viewers.tend)
    if shown is not None:
        duties.append(shown.look_at_all)
    while True:
        await asyncio.sleep(TEND_SECONDS)
        for duty in duties:
            try:
                await duty()
            except Exception as error:
                log.warning("duty_failed", error=repr(error))


async def _keep_presence(hub: LiveHub) -> None:
    watching: defaultdict[tuple[UUID, UUID], list[Presence]] = defaultdict(list)
    for one in hub.rooms:
        if one.room.kind == "video":
            watching[one.project_id, one.room.id].append(Presence(one.principal, one.connection))
    for (project_id, video_id), presences in watching.items():
        await arrive(project_id, video_id, *presences)
    await tell_of_the_lost(watching)


async def _end_forbidden(hub: LiveHub) -> None:
    for one in await standings(hub.rooms):
        if one.objection is not None:
            hub.end(one.listener, one.objection)
        else:
            hub.put_off(one.listener, one.link_until)
