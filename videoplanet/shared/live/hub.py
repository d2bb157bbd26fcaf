"""The hub: one in each web process, between Redis and everybody who listens here.

Stored operations go through the feed of their project, which orders them and fills gaps from the archive; ephemeral frames go
straight on. While Redis is away the archive is asked every second, so listeners fall behind by a second and lose nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

import structlog

from videoplanet.shared.bus import (
    ENDED_SESSIONS_CHANNEL,
    LINK_ENDS_CHANNEL,
    PROJECT_CHANNELS,
    RIGHTS_CHANNEL,
    USER_CHANNELS,
    user_of_channel,
)
from videoplanet.shared.clock import now
from videoplanet.shared.live.ends import Ends
from videoplanet.shared.live.event import Event
from videoplanet.shared.live.feed import LiveArchive, ProjectFeed
from videoplanet.shared.live.frame import Frame
from videoplanet.shared.live.own_events import ACCESS_MOVED
from videoplanet.shared.live.presence_batch import BATCHED, PresenceBatches
from videoplanet.shared.live.rooms import Listener, Room, Rooms
from videoplanet.shared.live.subscription import Subscription
from videoplanet.shared.metrics import LIVE_DELIVERED, LIVE_DELIVERY, LIVE_ENDED, SOCKETS

log = structlog.get_logger(__name__)
SWEEP_SECONDS = 1.0
SWEEPS_WHILE_CONNECTED = 5
Broadcast = Callable[[Room, Frame], Awaitable[None]]


class LiveHub:
    """Joins listeners to rooms and delivers to them. Not for deciding who may listen: whoever joins them has asked."""

    def __init__(self) -> None:
        self.rooms = Rooms()
        self._archive: LiveArchive | None = None
        self._events: Mapping[str, Event[Any]] = {}
        self._broadcast: Broadcast | None = None
        self._on_end: Callable[[Mapping[str, Any]], None] | None = None
        self._on_other_version: Callable[[list[Listener]], None] | None = None
        self._on_personal: Callable[[UUID, Mapping[str, Any]], None] | None = None
        self._on_rights: Callable[[Mapping[str, Any]], None] | None = None
        self._feeds: dict[UUID, ProjectFeed] = {}
        self._ends = Ends(self.end)
        self._presence = PresenceBatches(self._deliver, self.rooms.listeners_of)
        self._deliveries: set[asyncio.Task[None]] = set()
        self._subscription = Subscription(
            (PROJECT_CHANNELS, USER_CHANNELS, ENDED_SESSIONS_CHANNEL, LINK_ENDS_CHANNEL, RIGHTS_CHANNEL),
            on_message=self._heard,
            on_connected=self._check_all,
        )

    @property
    def is_connected(self) -> bool:
        """Whether the subscription on Redis stands."""
        return self._subscription.is_connected

    def connect(
        self,
        archive: LiveArchive,
        broadcast: Broadcast | None = None,
        *,
        events: Mapping[str, Event[Any]] | None = None,
        on_end: Callable[[Mapping[str, Any]], None] | None = None,
        on_other_version: Callable[[list[Listener]], None] | None = None,
        on_personal: Callable[[UUID, Mapping[str, Any]], None] | None = None,
        on_rights: Callable[[Mapping[str, Any]], None] | None = None,
    ) -> None:
        """Say where stored operations are read, how listeners without an outbox are reached, and which events there are, by name.

        `on_end` is called with the announcement when anybody's right to anything has ended, whether they listen or not;
        `on_other_version` with the listeners who hear of one version only, when something happened to another one of their video;
        `on_personal` with whom it concerns and what is said to one user only; `on_rights` with the announcement when what listeners
        may do here has changed and they may stay.
        """
        self._archive, self._broadcast, self._on_end = archive, broadcast, on_end
        self._events = events or {}
        self._on_other_version = on_other_version
        self._on_personal = on_personal
        self._on_rights = on_rights

    async def join(self, listener: Listener) -> None:
        """Let a listener in; every operation stored after this returns reaches it, unless it has been put out meanwhile.

        Raises:
            Unavailable: the database does not answer.
        """
        assert self._archive is not None, "connect() comes first"
        project_id = listener.project_id
        feed = self._feeds.get(project_id)
        if feed is None:
            feed = self._feeds[project_id] = ProjectFeed(project_id, self._archive, self._deliver)
        self.rooms.add(listener)
        self._ends.await_for(listener)
        try:
            await feed.started()
        except BaseException:
            self.leave(listener)
            raise

    def leave(self, listener: Listener) -> bool:
        """Let a listener out; return whether it was in."""
        was_in = self.rooms.discard(listener)
        self._ends.forget(listener)
        if was_in and not self.rooms.has_listeners(listener.project_id):
            self._close_feed(listener.project_id)
        return was_in

    def move(self, listener: Listener, room: Room) -> Frame:
        """Let a listener hear another version of their video instead; return the frame that tells it so.

        One with an outbox has been told.
        """
        if self.rooms.discard(listener):
            listener.room = room
            self.rooms.add(listener)
        told = Frame(ACCESS_MOVED.frame({"version": room.version}, **listener.place), ACCESS_MOVED)
        if listener.outbox is not None:
            listener.outbox.put(told)
        return told

    def end(self, listener: Listener, code: str) -> None:
        """Put a listener out and tell it why, with an error code."""
        if self.leave(listener):
            LIVE_ENDED.add(1, {**listener.labels, "reason": code})
            listener.on_end(code)

    def put_off(self, listener: Listener, link_until: datetime | None) -> None:
        """Say anew when the link of a listener ends."""
        if listener.link_until != link_until:
            listener.link_until = link_until
            if listener in self.rooms:
                self._ends.await_for(listener)

    async def run(self) -> None:
        """Serve until cancelled."""
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._subscription.run())
                group.create_task(self._sweep())
        finally:
            self._presence.close()
            self._ends.close()
            for project_id in list(self._feeds):
                self._close_feed(project_id)

    def _close_feed(self, project_id: UUID) -> None:
        feed = self._feeds.pop(project_id, None)
        if feed is not None:
            feed.close()

    def _heard(self, channel: str, message: dict[str, Any]) -> None:
        if channel == ENDED_SESSIONS_CHANNEL:
            if self._on_end is not None:
                self._on_end(message)
            self._end_those_meant_by(message)
            return
        if channel == LINK_ENDS_CHANNEL:
            self._put_off_those_of(message)
            return
        if channel == RIGHTS_CHANNEL:
            if self._on_rights is not None:
                self._on_rights(message)
            return
        user_id = user_of_channel(channel)
        if user_id is not None:
            if self._on_personal is not None:
                self._on_personal(user_id, message)
            return
        frame = Frame(message, self._events.get(message["type"]))
        if frame.seq is not None:
            feed = self._feeds.get(frame.project_id)
            if feed is not None:
                feed.offer(frame)
        elif self.rooms.has_listeners(frame.project_id):
            if frame.type in BATCHED:
                self._presence.add(frame)
            else:
                delivery = asyncio.create_task(self._deliver(frame))
                self._deliveries.add(delivery)
                delivery.add_done_callback(self._deliveries.discard)

    def _end_those_meant_by(self, ended: Mapping[str, Any]) -> None:
        by_sign_in = "session_id" in ended or ("user_id" in ended and "project_id" not in ended)
        by_share = "share.revoked" if "share_id" in ended else "not_found"
        code = str(ended.get("code") or ("not_signed_in" if by_sign_in else by_share))
        for listener in self.rooms:
            if listener.is_meant_by(ended):
                self.end(listener, code)

    def _put_off_those_of(self, link: Mapping[str, Any]) -> None:
        until = datetime.fromisoformat(link["until"]) if link["until"] else None
        for listener in self.rooms:
            if str(listener.principal.share_id) == link["share_id"]:
                self.put_off(listener, until)

    def _check_all(self) -> None:
        for feed in self._feeds.values():
            feed.check()

    async def _sweep(self) -> None:
        """Find what no message brought: Redis was away, or a process died between its commit and its message."""
        round_ = 0
        while True:
            await asyncio.sleep(SWEEP_SECONDS)
            round_ += 1
            if not self._feeds or (self.is_connected and round_ % SWEEPS_WHILE_CONNECTED):
                continue
            assert self._archive is not None
            try:
                stored = await self._archive.last_seqs(list(self._feeds))
            except Exception as error:
                log.warning("sweep_failed", error=repr(error))
                continue
            for project_id, feed in self._feeds.items():
                if feed.last is not None and stored.get(project_id, 0) > feed.last:
                    feed.check()

    def _notice_others(self, frame: Frame) -> None:
        """What happens to a version may change which one those are shown who see one only."""
        others = self.rooms.of_other_versions(frame) if frame.changes_versions else []
        if others and self._on_other_version is not None:
            self._on_other_version(others)

    async def _deliver(self, whole: Frame) -> None:
        self._notice_others(whole)
        moment, handed, heard = now(), 0, self.rooms.hearing(whole)
        for room, listeners in heard:
            by_broadcast = False
            frame = self.rooms.as_heard_in(room, whole)
            for listener in tuple(listeners):
                if listener.is_over(moment):  # the timer is late: nothing is told after the end
                    self.end(listener, listener.code_when_over)
                elif listener.outbox is None:
                    by_broadcast = True
                else:
                    listener.outbox.put(frame)
                    handed += 1
            if by_broadcast and self._broadcast is not None:
                try:
                    await self._broadcast(room, frame)
                except Exception:
                    log.exception("broadcast_failed", room=room.name, type=frame.type)
        if handed:
            LIVE_DELIVERED.add(handed, SOCKETS)
        if heard and whole.seq is not None and whole.moment is not None:
            LIVE_DELIVERY.record(max(0.0, (now() - whole.moment).total_seconds()))


@lru_cache
def live_hub() -> LiveHub:
    """Return the process's hub."""
    return LiveHub()
