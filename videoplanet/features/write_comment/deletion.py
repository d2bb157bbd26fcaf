"""Use cases of deleting a comment, and of having it back while its deletion is fresh."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from videoplanet.entities.access.authorization import Access, authorize_comment, require_open
from videoplanet.entities.access.policy import Action, allows
from videoplanet.entities.access.viewing import require_shown
from videoplanet.entities.activity.operations.comments import COMMENT_DELETE, COMMENT_NEW
from videoplanet.entities.activity.service import record
from videoplanet.entities.comment.bodies import WholeComment
from videoplanet.entities.comment.model import Comment
from videoplanet.entities.comment.records import VersionOfComment, is_author, without_mine
from videoplanet.entities.comment.repository import comment_with_version
from videoplanet.features.write_comment.reading import whole_comment
from videoplanet.shared.clock import now
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.errors import NotAllowed, NotFound
from videoplanet.shared.security.principal import Principal
from videoplanet.shared.undo import forget_taken, remember_taken, taken_by


async def delete_comment(principal: Principal, comment_id: UUID) -> None:
    """Remove a comment: its author, or whoever may moderate. They can have it back for ten minutes.

    Raises:
        NotFound: no such comment for this principal.
        NotAllowed: `comment.not_yours`.
        Conflict: `project.archived`.
    """
    async with unit_of_work() as uow:
        access, comment, version = await _deletable(uow.session, principal, comment_id)
        if comment.deleted_at is not None:
            raise NotFound
        comment.deleted_at = now()
        await uow.session.flush()
        happened = COMMENT_DELETE.of({"id": str(comment.id), "version": version.number})
        await record(uow, principal, access.project_id, happened, video_id=comment.video_id)
        uow.after_commit(lambda: remember_taken("comment", comment_id, principal))


async def restore_comment(principal: Principal, comment_id: UUID) -> WholeComment:
    """Bring a comment back with its replies and reactions; everybody else hears of it as of a new one.

    Only whoever deleted it, within ten minutes and while they could still delete it. Doing it again changes nothing.

    Raises:
        NotFound, NotAllowed, Conflict: as for `delete_comment`; `undo.too_late`.
    """
    async with unit_of_work() as uow:
        access, comment, version = await _deletable(uow.session, principal, comment_id)
        if comment.deleted_at is None:
            return await whole_comment(uow.session, principal, access, comment, version)
        await taken_by("comment", comment_id, principal)
        comment.deleted_at = None
        comment.revision += 1
        await uow.session.flush()
        whole = await whole_comment(uow.session, principal, access, comment, version)
        happened = COMMENT_NEW.of(without_mine(whole))
        await record(uow, principal, access.project_id, happened, video_id=comment.video_id)
        uow.after_commit(lambda: forget_taken("comment", comment_id))
    return whole


async def _deletable(
    session: AsyncSession, principal: Principal, comment_id: UUID
) -> tuple[Access, Comment, VersionOfComment]:
    """The comment, deleted or not, if the principal may delete it."""
    access = await authorize_comment(session, principal, comment_id, Action.SEE)
    found = await comment_with_version(session, comment_id, lock=True)
    if found is None:
        raise NotFound
    comment, version = found
    await require_shown(session, principal, comment.video_id, version.number)
    is_own = is_author(comment, principal) and allows(access.role, Action.COMMENT)
    if not is_own and not allows(access.role, Action.MODERATE):
        # Who may not delete it learns of a deleted one only that it is not there.
        raise NotFound if comment.deleted_at is not None else NotAllowed("comment.not_yours")
    require_open(is_archived=access.is_archived)
    return access, comment, version
