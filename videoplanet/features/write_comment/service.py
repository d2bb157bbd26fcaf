"""Use cases of comments: add, edit, resolve, reopen. Deletion is in `deletion`; replies and reactions are features of their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from videoplanet.entities.access.authorization import Access, authorize_comment, authorize_video
from videoplanet.entities.access.policy import Action
from videoplanet.entities.access.viewing import only_shown_number, require_shown
from videoplanet.entities.activity.operations.comments import (
    COMMENT_NEW,
    COMMENT_REOPEN,
    COMMENT_RESOLVE,
    COMMENT_UPDATE,
    CommentHead,
)
from videoplanet.entities.activity.operations.stored import StoredEvent
from videoplanet.entities.activity.service import give_back_seq, next_seq, record
from videoplanet.entities.comment.bodies import WholeComment
from videoplanet.entities.comment.model import Comment, CommentStatus
from videoplanet.entities.comment.people import member_named, people_by_id
from videoplanet.entities.comment.records import (
    People,
    Person,
    VersionOfComment,
    comment_head,
    is_author,
    people_of,
    reactions_json,
)
from videoplanet.entities.comment.repository import (
    comment_with_version,
    insert_comment,
    is_deleted_video_of_member,
    version_of_video,
)
from videoplanet.entities.draft.repository import drop_sent
from videoplanet.features.write_comment.reading import whole_comment
from videoplanet.features.write_comment.rules import check_assigning, check_body, check_frames
from videoplanet.features.write_comment.schemas import CommentChanges, NewComment
from videoplanet.shared.clock import now
from videoplanet.shared.db.unit_of_work import UnitOfWork, unit_of_work
from videoplanet.shared.errors import Conflict, Invalid, NotAllowed, NotFound
from videoplanet.shared.ids import new_id
from videoplanet.shared.security.principal import Principal

Check = Callable[[Comment], None]


@dataclass(frozen=True, slots=True)
class Stored:
    """A comment as it is stored; `is_new` is False when the same id had been stored before."""

    comment: WholeComment
    is_new: bool


async def add_comment(principal: Principal, video_id: UUID, draft: NewComment) -> Stored:
    """Add a comment; adding the same id again answers the stored one and tells nobody twice.

    Raises:
        NotFound: no such video for this principal; `video.deleted` when a member's video was deleted.
        NotAllowed: the role does not allow comments; `comment.guest_assigns`.
        Conflict: `project.archived`; `comment.id_taken` by another author or video; `comment.deleted` since.
        Invalid: unknown version, frames outside the version, too long for a guest, assignee who is no member.
    """
    async with unit_of_work() as uow:
        access = await _access_to_video(uow.session, principal, video_id)
        try:
            version, assignee = await _checked(uow.session, principal, access, draft)
        except (Invalid, NotFound):
            if draft.id is not None and (known := await _stored(uow.session, principal, access, draft.id)):
                return known
            raise
        comment = Comment(
            id=draft.id or new_id(),
            video_id=video_id,
            version_id=version.id,
            author_user_id=None if principal.is_guest else principal.subject_id,
            author_guest_id=principal.subject_id if principal.is_guest else None,
            frame_in=draft.frame_in,
            frame_out=draft.frame_out,
            body=draft.body,
            kind=draft.kind,
            priority=draft.priority,
            tags=draft.tags,
            assignee_id=draft.assignee_id,
            drawing=[shape.model_dump(exclude_none=True) for shape in draft.drawing] if draft.drawing else None,
            seq=await next_seq(uow.session, access.project_id),
            created_at=now(),
        )
        if not await insert_comment(uow.session, comment):
            await give_back_seq(uow.session, access.project_id)
            known = await _stored(uow.session, principal, access, comment.id)
            assert known is not None
            return known
        await drop_sent(uow.session, principal.subject_id, video_id, "new", comment.body)
        author = Person(principal.subject_id, principal.kind, principal.display_name, _member_role(principal, access))
        people = {author.id: author, **({assignee.id: assignee} if assignee else {})}
        head = comment_head(comment, version, people)
        whole: WholeComment = {**head, "replies": [], "reactions": reactions_json({}, None)}
        happened = COMMENT_NEW.of(whole)
        await record(uow, principal, access.project_id, happened, video_id=video_id, seq=comment.seq)
    return Stored(whole, is_new=True)


async def edit_comment(
    principal: Principal, comment_id: UUID, changes: CommentChanges, *, check: Check | None = None
) -> tuple[WholeComment, int]:
    """Change a comment and return it with its revision; what its author wrote is only theirs to change.

    Args:
        principal: who asks.
        comment_id: which comment.
        changes: the fields to change.
        check: is given the stored comment first and may refuse (for `If-Match`).

    Raises:
        NotFound, NotAllowed, Conflict, Invalid: as for `add_comment`.
    """
    fields = changes.given()
    status: CommentStatus | None = fields.pop("status", None)
    async with unit_of_work() as uow:
        action = Action.COMMENT if fields or status is None else Action.RESOLVE
        access, comment, version = await _locked(uow.session, principal, comment_id, action)
        if fields and not is_author(comment, principal):
            raise NotAllowed("comment.not_yours")
        if status is not None and not access.allows(Action.RESOLVE):
            raise NotAllowed
        if check is not None:
            check(comment)
        if fields:
            await _apply(uow.session, principal, access, comment, version, fields)
            if "body" in fields:
                box = f"edit:{comment_id}"
                await drop_sent(uow.session, principal.subject_id, comment.video_id, box, comment.body)
        if status is not None:
            _set_status(comment, principal, status)
        if uow.session.is_modified(comment):
            await _tell(uow, principal, access, comment, version, COMMENT_UPDATE)
        return await whole_comment(uow.session, principal, access, comment, version), comment.revision


async def resolve_comment(principal: Principal, comment_id: UUID) -> WholeComment:
    """Mark a comment as dealt with; doing it again changes nothing. Errors as for `edit_comment`."""
    return await _switch(principal, comment_id, CommentStatus.RESOLVED, COMMENT_RESOLVE)


async def reopen_comment(principal: Principal, comment_id: UUID) -> WholeComment:
    """Mark a comment as open again; doing it again changes nothing. Errors as for `edit_comment`."""
    return await _switch(principal, comment_id, CommentStatus.OPEN, COMMENT_REOPEN)


async def _checked(
    session: AsyncSession, principal: Principal, access: Access, draft: NewComment
) -> tuple[VersionOfComment, Person | None]:
    assert access.video_id is not None
    only = await only_shown_number(session, principal, access.video_id)
    version = await version_of_video(session, access.video_id, draft.version) if only in (None, draft.version) else None
    if version is None:
        raise Invalid("comment.version_unknown", field="version", version=draft.version)
    check_assigning(principal, draft.assignee_id)
    check_body(principal, draft.body)
    check_frames(version, draft.frame_in, draft.frame_out)
    return version, await _assignee(session, access.project_id, draft.assignee_id)


async def _access_to_video(session: AsyncSession, principal: Principal, video_id: UUID) -> Access:
    try:
        return await authorize_video(session, principal, video_id, Action.COMMENT)
    except NotFound as error:
        if await is_deleted_video_of_member(session, principal, video_id):
            raise NotFound("video.deleted") from error
        raise


async def _stored(session: AsyncSession, principal: Principal, access: Access, comment_id: UUID) -> Stored | None:
    found = await comment_with_version(session, comment_id)
    if found is None:
        return None
    comment, version = found
    if not is_author(comment, principal) or comment.video_id != access.video_id:
        raise Conflict("comment.id_taken")
    if comment.deleted_at is not None:
        raise Conflict("comment.deleted")
    return Stored(await whole_comment(session, principal, access, comment, version), is_new=False)


async def _locked(
    session: AsyncSession, principal: Principal, comment_id: UUID, action: Action
) -> tuple[Access, Comment, VersionOfComment]:
    access = await authorize_comment(session, principal, comment_id, action)
    found = await comment_with_version(session, comment_id, lock=True)
    if found is None or found[0].deleted_at is not None:
        raise NotFound
    await require_shown(session, principal, found[0].video_id, found[1].number)
    return access, *found


async def _assignee(session: AsyncSession, project_id: UUID, user_id: UUID | None) -> Person | None:
    if user_id is None:
        return None
    member = await member_named(session, project_id, user_id)
    if member is None:
        raise Invalid("comment.assignee_not_member", field="assignee_id")
    return member


async def _apply(
    session: AsyncSession,
    principal: Principal,
    access: Access,
    comment: Comment,
    version: VersionOfComment,
    fields: dict[str, Any],
) -> None:
    check_assigning(principal, fields.get("assignee_id"))
    check_body(principal, fields.get("body", comment.body))
    check_frames(version, fields.get("frame_in", comment.frame_in), fields.get("frame_out", comment.frame_out))
    await _assignee(session, access.project_id, fields.get("assignee_id"))
    if fields.get("drawing") is not None:
        fields["drawing"] = [shape.model_dump(exclude_none=True) for shape in fields["drawing"]] or None
    changed = {name: value for name, value in fields.items() if getattr(comment, name) != value}
    for name, value in changed.items():
        setattr(comment, name, value)
    if changed:
        comment.edited_at = now()


async def _switch(
    principal: Principal, comment_id: UUID, status: CommentStatus, event: StoredEvent[CommentHead]
) -> WholeComment:
    async with unit_of_work() as uow:
        access, comment, version = await _locked(uow.session, principal, comment_id, Action.RESOLVE)
        _set_status(comment, principal, status)
        if uow.session.is_modified(comment):
            await _tell(uow, principal, access, comment, version, event)
        return await whole_comment(uow.session, principal, access, comment, version)


def _set_status(comment: Comment, principal: Principal, status: CommentStatus) -> None:
    if comment.status is status:
        return
    is_resolved = status is CommentStatus.RESOLVED
    moment: datetime | None = now() if is_resolved else None
    comment.status = status
    comment.resolved_at = moment
    comment.resolved_by = principal.subject_id if is_resolved else None


async def _tell(
    uow: UnitOfWork,
    principal: Principal,
    access: Access,
    comment: Comment,
    version: VersionOfComment,
    event: StoredEvent[CommentHead],
) -> None:
    comment.revision += 1
    await uow.session.flush()
    people: People = await people_by_id(uow.session, access.project_id, *people_of([comment], []))
    head = comment_head(comment, version, people)
    await record(uow, principal, access.project_id, event.of(head), video_id=comment.video_id)


def _member_role(principal: Principal, access: Access) -> str | None:
    return None if principal.is_guest else str(access.role)
