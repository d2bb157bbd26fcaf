"""Use cases of drafts: read one's own, keep one, forget one. Everything here is about the principal's own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, cast
from uuid import UUID

from videoplanet.entities.access.authorization import authorize_video
from videoplanet.entities.access.policy import Action
from videoplanet.entities.draft.model import DRAFTS_LIMIT, Draft
from videoplanet.entities.draft.repository import drafts_of, drop_draft, store_draft
from videoplanet.shared.clock import now
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.errors import Conflict
from videoplanet.shared.security.principal import Principal

Kind = Literal["fix", "idea", "approve", "question"]


@dataclass(frozen=True, slots=True)
class Words:
    """What is being written, and the comment's place and kind where it is one."""

    body: str
    version: int | None
    frame_in: int | None
    frame_out: int | None
    kind: Kind | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDraft(Words):
    """A draft; only its owner ever gets it."""

    box: str
    saved_at: datetime


async def my_drafts(principal: Principal, video_id: UUID) -> Sequence[KeptDraft]:
    """Return what the principal has begun to write on a video, the latest first.

    Raises:
        NotFound: no such video for this principal; NotSignedIn: the guest's link is over.
    """
    async with unit_of_work() as uow:
        await authorize_video(uow.session, principal, video_id, Action.SEE)
        rows = await drafts_of(uow.session, principal.subject_id, video_id)
    return [
        KeptDraft(
            box=row.box,
            saved_at=row.saved_at,
            body=row.body,
            version=row.version,
            frame_in=row.frame_in,
            frame_out=row.frame_out,
            kind=cast("Kind | None", row.kind),
        )
        for row in rows
    ]


async def keep_draft(principal: Principal, video_id: UUID, box: str, words: Words, over: str | None = None) -> None:
    """Keep what is in a box in place of what was; nothing written forgets it.

    Args:
        over: What the writer believes to be kept there, empty for nothing; None takes the place of whatever it is.

    Raises:
        NotFound, NotSignedIn: as for `my_drafts`; NotAllowed: the role does not allow comments; Conflict: `project.archived`.
        Conflict: `draft.too_many` boxes, `draft.elsewhere` when other words are kept there than ``over``.
    """
    if not words.body.strip():
        return await forget_draft(principal, video_id, box, over)
    async with unit_of_work() as uow:
        await authorize_video(uow.session, principal, video_id, Action.COMMENT)
        boxes = {row.box for row in await drafts_of(uow.session, principal.subject_id, video_id)}
        if len(boxes | {box}) > DRAFTS_LIMIT:
            raise Conflict("draft.too_many", limit=DRAFTS_LIMIT)
        draft = Draft(
            owner_id=principal.subject_id,
            video_id=video_id,
            box=box,
            body=words.body,
            version=words.version,
            frame_in=words.frame_in,
            frame_out=words.frame_out,
            kind=words.kind,
            saved_at=now(),
        )
        if not await store_draft(uow.session, draft, over):
            raise Conflict("draft.elsewhere")
    return None


async def forget_draft(principal: Principal, video_id: UUID, box: str, over: str | None = None) -> None:
    """Forget what is in a box, also when one may no longer write. Errors as for `my_drafts`, `over` as for `keep_draft`."""
    async with unit_of_work() as uow:
        await authorize_video(uow.session, principal, video_id, Action.SEE)
        if not await drop_draft(uow.session, principal.subject_id, video_id, box, over):
            raise Conflict("draft.elsewhere")
