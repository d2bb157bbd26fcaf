"""Use cases of replies: add, edit, delete, restore. One level deep: a reply cannot be replied to."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from videoplanet.entities.access.authorization import Access, authorize_comment, require_open
from videoplanet.entities.access.policy import Action, allows
from videoplanet.entities.access.viewing import require_shown
from videoplanet.entities.activity.operations.comments import (
    COMMENT_REPLY_DELETE,
    COMMENT_REPLY_NEW,
    COMMENT_REPLY_UPDATE,
    ReplyTold,
)
from videoplanet.entities.activity.operations.stored import Occurrence, StoredEvent
from videoplanet.entities.activity.service import record
from videoplanet.entities.comment.bodies import ReplyBody
from videoplanet.entities.comment.model import Comment, Reply
from videoplanet.entities.comment.people import people_by_id
from videoplanet.entities.comment.records import VersionOfComment, is_author, people_of, reply_json
from videoplanet.entities.comment.repository import comment_with_version, insert_reply, reply_of
from videoplanet.entities.draft.repository import drop_sent
from videoplanet.shared.clock import now
from videoplanet.shared.db.unit_of_work import UnitOfWork, unit_of_work
from videoplanet.shared.errors import Conflict, NotAllowed, NotFound
from videoplanet.shared.ids import new_id
from videoplanet.shared.security.principal import Principal
from videoplanet.shared.undo import forget_taken, remember_taken, taken_by


@dataclass(frozen=True, slots=True)
class StoredReply:
    """A reply as it is stored; `is_new` is False when the same id had been stored before."""

    reply: ReplyBody
    is_new: bool


async def add_reply(principal: Principal, comment_id: UUID, body: str, *, reply_id: UUID | None = None) -> StoredReply:
    """Answer a comment; adding the same id again answers the stored reply and tells nobody twice.

    Raises:
        NotFound: no such comment for this principal.
        NotAllowed: the role does not allow comments.
        Conflict: `project.archived`; `comment.id_taken` by another author or comment; `comment.deleted` since.
    """
    async with unit_of_work() as uow:
        access, comment, version = await _comment(uow.session, principal, comment_id, Action.COMMENT)
        reply = Reply(
            id=reply_id or new_id(),
            comment_id=comment_id,
            author_user_id=None if principal.is_guest else principal.subject_id,
            author_guest_id=principal.subject_id if principal.is_guest else None,
            body=body,
            created_at=now(),
        )
        is_new = await insert_reply(uow.session, reply)
        if not is_new:
            reply = await _known(uow.session, principal, comment_id, reply.id)
        shown = await _shown(uow.session, access, reply)
        if is_new:
            await drop_sent(uow.session, principal.subject_id, comment.video_id, f"reply:{comment_id}", body)
            await _tell(uow, principal, access, comment, _told(COMMENT_REPLY_NEW, comment, version, shown))
    return StoredReply(shown, is_new)


async def edit_reply(principal: Principal, comment_id: UUID, reply_id: UUID, body: str) -> ReplyBody:
    """Change the words of one's own reply.

    Raises:
        NotFound, NotAllowed, Conflict: as for `add_reply`; `comment.not_yours`.
    """
    async with unit_of_work() as uow:
        access, comment, version = await _comment(uow.session, principal, comment_id, Action.COMMENT)
        reply = await _locked(uow.session, comment_id, reply_id)
        if not is_author(reply, principal):
            raise NotAllowed("comment.not_yours")
        is_changed = reply.body != body
        if is_changed:
            reply.body, reply.edited_at = body, now()
            await uow.session.flush()
        shown = await _shown(uow.session, access, reply)
        if is_changed:
            await _tell(uow, principal, access, comment, _told(COMMENT_REPLY_UPDATE, comment, version, shown))
    return shown


async def delete_reply(principal: Principal, comment_id: UUID, reply_id: UUID) -> None:
    """Remove a reply: its author, or whoever may moderate; they can have it back. Errors as for `edit_reply`."""
    async with unit_of_work() as uow:
        access, comment, version = await _comment(uow.session, principal, comment_id, Action.SEE)
        reply = await _locked(uow.session, comment_id, reply_id)
        _require_deletable(principal, access, reply)
        reply.deleted_at = now()
        await uow.session.flush()
        gone = COMMENT_REPLY_DELETE.of(
            {"comment_id": str(comment.id), "version": version.number, "reply_id": str(reply.id)}
        )
        await _tell(uow, principal, access, comment, gone)
        uow.after_commit(lambda: remember_taken("reply", reply_id, principal))


async def restore_reply(principal: Principal, comment_id: UUID, reply_id: UUID) -> ReplyBody:
    """Bring back a reply that the principal deleted in the last ten minutes; doing it again changes nothing.

    Raises:
        NotFound, NotAllowed, Conflict: as for `delete_reply`; `undo.too_late`.
    """
    async with unit_of_work() as uow:
        access, comment, version = await _comment(uow.session, principal, comment_id, Action.SEE)
        reply = await _locked(uow.session, comment_id, reply_id, deleted=True)
        _require_deletable(principal, access, reply)
        if reply.deleted_at is None:
            return await _shown(uow.session, access, reply)
        await taken_by("reply", reply_id, principal)
        reply.deleted_at = None
        await uow.session.flush()
        shown = await _shown(uow.session, access, reply)
        await _tell(uow, principal, access, comment, _told(COMMENT_REPLY_NEW, comment, version, shown))
        uow.after_commit(lambda: forget_taken("reply", reply_id))
    return shown


async def _comment(
    session: AsyncSession, principal: Principal, comment_id: UUID, action: Action
) -> tuple[Access, Comment, VersionOfComment]:
    access = await authorize_comment(session, principal, comment_id, action)
    found = await comment_with_version(session, comment_id)
    if found is None or found[0].deleted_at is not None:
        raise NotFound
    await require_shown(session, principal, found[0].video_id, found[1].number)
    return access, *found


async def _known(session: AsyncSession, principal: Principal, comment_id: UUID, reply_id: UUID) -> Reply:
    reply = await reply_of(session, reply_id)
    if reply is None or not is_author(reply, principal) or reply.comment_id != comment_id:
        raise Conflict("comment.id_taken")
    if reply.deleted_at is not None:
        raise Conflict("comment.deleted")
    return reply


async def _locked(session: AsyncSession, comment_id: UUID, reply_id: UUID, *, deleted: bool = False) -> Reply:
    """The reply; a deleted one only when asked for."""
    reply = await reply_of(session, reply_id, lock=True)
    if reply is None or reply.comment_id != comment_id or (reply.deleted_at is not None and not deleted):
        raise NotFound
    return reply


def _require_deletable(principal: Principal, access: Access, reply: Reply) -> None:
    is_own = is_author(reply, principal) and allows(access.role, Action.COMMENT)
    if not is_own and not allows(access.role, Action.MODERATE):
        # Who may not delete it learns of a deleted one only that it is not there.
        raise NotFound if reply.deleted_at is not None else NotAllowed("comment.not_yours")
    require_open(is_archived=access.is_archived)


async def _shown(session: AsyncSession, access: Access, reply: Reply) -> ReplyBody:
    return reply_json(reply, await people_by_id(session, access.project_id, *people_of([], [reply])))


def _told(event: StoredEvent[ReplyTold], comment: Comment, version: VersionOfComment, reply: ReplyBody) -> Occurrence:
    return event.of({"comment_id": str(comment.id), "version": version.number, "reply": reply})


async def _tell(uow: UnitOfWork, principal: Principal, access: Access, comment: Comment, happened: Occurrence) -> None:
    await record(uow, principal, access.project_id, happened, video_id=comment.video_id)
