"""What a `/ws` client says and what it is answered. The rules are the use cases'; here frames are read and limits kept."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import orjson
import structlog
from pydantic import ValidationError

from videoplanet.app.gateway.messages import (
    COMMENT_DRAFT,
    PING,
    PLAYHEAD,
    SYNC_REQUEST,
    TYPING,
    Playhead,
    SyncRequest,
    TypingState,
)
from videoplanet.app.gateway.outbox import SocketOutbox
from videoplanet.entities.activity.operations.connection import ERROR, PONG, SYNC_RESPONSE, Fault
from videoplanet.entities.activity.service import operations_after
from videoplanet.entities.share.guests import guest_principal
from videoplanet.entities.user.sessions import check_session
from videoplanet.features.follow_live.service import Following
from videoplanet.features.read_activity.service import project_activity, video_activity
from videoplanet.features.show_presence.service import move
from videoplanet.features.write_comment.schemas import NewComment
from videoplanet.features.write_comment.service import add_comment
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.errors import Invalid, NotFound, NotSignedIn, TooManyRequests, VideoPlanetError
from videoplanet.shared.http.limits import hit
from videoplanet.shared.http.problem import field_errors
from videoplanet.shared.security.principal import Principal

log = structlog.get_logger(__name__)
CHARACTERS_LIMIT = 262_144
REF_LENGTH = 64
PRESENCE_A_SECOND = 20
_PRESENCE = frozenset({PLAYHEAD.name, TYPING.name})
Json = dict[str, Any]


class TooFast(Exception):
    """The client sends more than it may; the connection is closed with 4429."""


class TooLong(Exception):
    """A frame over the limit; the connection is closed with 1009."""


class Conversation:
    """One connection's dialogue; answers go to its outbox, between the frames it hears anyway."""

    def __init__(self, principal: Principal, following: Following, outbox: SocketOutbox) -> None:
        self._principal = principal
        self._following = following
        self._outbox = outbox
        self._presence_window = (0, 0)
        self._answers: dict[str, Callable[[Json, str | None], Awaitable[None]]] = {
            PING.name: self._ping,
            SYNC_REQUEST.name: self._sync,
        }
        if following.room.kind == "video":
            self._answers |= {
                COMMENT_DRAFT.name: self._comment,
                PLAYHEAD.name: self._playhead,
                TYPING.name: self._typing,
            }

    async def hear(self, text: str | None) -> None:
        """Act on one frame.

        Raises:
            TooFast: over 100 frames a minute, or far more presence than the others are told.
            TooLong: over 256 KiB of text.
        """
        if text is not None and len(text) > CHARACTERS_LIMIT:
            raise TooLong
        type_, payload, ref = _read(text)
        await self._count(type_)
        answer = self._answers.get(type_ or "")
        try:
            if payload is None or answer is None:
                raise Invalid("frame.invalid" if type_ is None or payload is None else "frame.unknown_type")
            await answer(payload, ref)
        except ValidationError as error:
            self._refuse(field_errors(error.errors()), ref)
        except VideoPlanetError as error:
            self._refuse(error, ref)
        except Exception:
            log.exception("frame_failed", type=type_)
            self._refuse(VideoPlanetError(), ref)

    async def _ping(self, _payload: Json, ref: str | None) -> None:
        self._outbox.put_content(PONG.frame({"ref": ref}, **self._following.place))

    async def _sync(self, payload: Json, ref: str | None) -> None:
        after, room = SyncRequest.model_validate(payload).after, self._following.room
        missed_of = video_activity if room.kind == "video" else project_activity
        missed = await missed_of(self._principal, room.id, after)
        events: Any = [operation.frame() for operation in missed.items]
        answer = SYNC_RESPONSE.frame(
            {"events": events, "seq": missed.seq, "has_more": missed.has_more, "ref": ref}, **self._following.place
        )
        self._outbox.put_content(answer)

    async def _comment(self, payload: Json, ref: str | None) -> None:
        draft = NewComment.model_validate(payload)
        if draft.id is None:
            draft = draft.model_copy(update={"id": _uuid(ref)})
        await self._still_signed_in()
        await hit("writes", str(self._principal.subject_id))
        stored = await add_comment(self._principal, self._following.room.id, draft)
        if not stored.is_new:
            await self._repeat(stored.comment["seq"])

    async def _repeat(self, seq: int) -> None:
        """Confirm a comment that had been stored before, to this client only, with the very operation of then."""
        async with unit_of_work() as uow:
            found = await operations_after(uow.session, self._following.project_id, seq - 1, limit=1)
        if not found or found[0].seq != seq:
            raise NotFound
        self._outbox.put_content(found[0].frame())

    async def _playhead(self, payload: Json, _ref: str | None) -> None:
        told = Playhead.model_validate(payload)
        await move(self._principal, self._following.room.id, frame=told.frame, typing=told.typing, version=told.version)

    async def _typing(self, payload: Json, _ref: str | None) -> None:
        told = TypingState.model_validate(payload)
        await move(self._principal, self._following.room.id, typing=told.active, version=told.version)

    async def _still_signed_in(self) -> None:
        """A session that ended while nobody could announce it writes nothing more."""
        principal = self._principal
        if not principal.is_guest:
            await check_session(principal.session_id, principal.subject_id)
            return
        async with unit_of_work() as uow:
            if await guest_principal(uow.session, principal.subject_id, principal.session_id) is None:
                raise NotSignedIn

    async def _count(self, type_: str | None) -> None:
        if type_ in _PRESENCE:
            second, count = self._presence_window
            current = int(time.monotonic())
            self._presence_window = (current, count + 1 if second == current else 1)
            if self._presence_window[1] > PRESENCE_A_SECOND:
                raise TooFast
            return
        try:
            await hit("ws_frames", str(self._principal.subject_id))
        except TooManyRequests as error:
            raise TooFast from error

    def _refuse(self, error: VideoPlanetError, ref: str | None) -> None:
        language = self._principal.language
        payload: Fault = {"code": error.code, "detail": error.message(language), "ref": ref}
        if error.errors:
            payload["errors"] = [
                {"field": item.field, "code": item.code, "message": item.message(language)} for item in error.errors
            ]
        self._outbox.put_content(ERROR.frame(payload, **self._following.place))


def _read(text: str | None) -> tuple[str | None, Json | None, str | None]:
    """Return type, payload and id of a frame; None for what is missing or wrong."""
    try:
        frame: Any = orjson.loads(text or "")
    except ValueError:
        return None, None, None
    if not isinstance(frame, dict):
        return None, None, None
    type_, payload, ref = frame.get("type"), frame.get("payload", {}), frame.get("id")
    return (
        type_ if isinstance(type_, str) else None,
        payload if isinstance(payload, dict) else None,
        ref if isinstance(ref, str) and len(ref) <= REF_LENGTH else None,
    )


def _uuid(ref: str | None) -> UUID | None:
    """A frame's own id serves as the comment's when it is a UUID, so that sending the frame again is safe."""
    try:
        return UUID(ref) if ref else None
    except ValueError:
        return None
