"""Whose the open pages are.

Reflex finds a page's state by the token in its socket's address, and by nothing else. Here that token is mixed with whose the page
is, before Reflex sees it: a handshake of anybody else with the same token gets a state of its own, empty. When a session ends, its
states are emptied and its pages sent away.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog

from videoplanet.shared.clock import now
from videoplanet.shared.db.encrypted import fingerprint
from videoplanet.shared.live.page_sockets import Handshake, PageSockets
from videoplanet.shared.security.tokens import random_token

log = structlog.get_logger(__name__)
FAREWELL_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class PageOwner:
    """Whose a page's state is: one browser's and, within it, one signed-in session's; nobody's when both are unknown.

    `until` is when the token ends with which it is signed in.
    """

    browser: str | None = None
    session_id: UUID | None = None
    user_id: UUID | None = None
    until: datetime | None = None

    def state_name(self, client_token: str) -> str:
        """Under which name Reflex keeps the state of a page with this token. What is nobody's is never found again."""
        is_somebodys = self.browser is not None or self.session_id is not None
        whose = [self.browser, str(self.session_id)] if is_somebodys else [random_token()]
        return fingerprint(json.dumps(["page-state", whose, client_token]).encode()).hex()

    def is_meant_by(self, ended: Mapping[str, Any]) -> bool:
        """Whether an announcement of ended access means the session itself, not its right to one thing."""
        if "project_id" in ended or "video_id" in ended or self.session_id is None:
            return False
        return ended.get("session_id") == str(self.session_id) or ended.get("user_id") == str(self.user_id)


Leave = Callable[[str], Awaitable[None]]
OwnerOf = Callable[[str], Awaitable[PageOwner]]


class PageOwners:
    """The owners of the pages that are open in this process, by the ids of their sockets.

    Args:
        sockets: the pages' lines, before they serve.
        owner_of: says whose the page is that opens a socket with this `Cookie` header.
    """

    def __init__(self, sockets: PageSockets, owner_of: OwnerOf) -> None:
        self._sockets = sockets
        self._owner_of = owner_of
        self._owners: dict[str, PageOwner] = {}
        self._farewells: set[asyncio.Task[None]] = set()
        sockets.when_connecting(self._meet, self._forget)
        sockets.when_disconnected(self._forget)
        sockets.keep_states_by(self._state_name)

    def of_user(self, user_id: UUID) -> list[str]:
        """The sockets of somebody's pages, whichever session and browser they are in, as long as they are signed in there."""
        moment = now()
        theirs = ((sid, owner.until) for sid, owner in self._owners.items() if owner.user_id == user_id)
        return [sid for sid, until in theirs if until is None or until > moment]

    def session_ended(self, ended: Mapping[str, Any], leave: Leave) -> None:
        """Empty the states of a session that has ended, and send its pages away.

        A moment later: the page on which it was ended is still told where to go.

        Args:
            ended: the announcement.
            leave: tells the page of a socket to leave.
        """
        gone = {sid: owner for sid, owner in self._owners.items() if owner.is_meant_by(ended)}
        self._owners |= {sid: replace(owner, until=now()) for sid, owner in gone.items()}
        if gone:
            farewell = asyncio.create_task(self._part(list(gone), leave))
            self._farewells.add(farewell)
            farewell.add_done_callback(self._farewells.discard)

    async def _part(self, sids: list[str], leave: Leave) -> None:
        names = {sid: self._sockets.state_of(sid) for sid in sids}
        await asyncio.sleep(FAREWELL_SECONDS)
        for sid, name in names.items():
            try:
                if name is not None:
                    await self._sockets.empty_state(name)
                if self._sockets.is_connected(sid):
                    await leave(sid)
            except Exception as error:
                log.warning("page_state_not_emptied", error=repr(error))

    async def _meet(self, sid: str, handshake: Handshake) -> None:
        self._owners[sid] = await self._owner_of(handshake.cookie)

    def _forget(self, sid: str) -> None:
        self._owners.pop(sid, None)

    def _state_name(self, sid: str, client_token: str) -> str:
        return self._owners.get(sid, PageOwner()).state_name(client_token)
