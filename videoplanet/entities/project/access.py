"""Is this principal allowed to do this to that project, video or comment? One query, asked by every use case.

The tables `video`, `comment`, `share_link` and `share_link_video` belong to other entities; they are named here by column only,
because one round trip decides access for members and guests alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import Select, Uuid, and_, bindparam, column, select, table
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from videoplanet.entities.project.model import Member, Project, Role
from videoplanet.entities.project.policy import WHILE_ARCHIVED, Action, GuestRole, allows
from videoplanet.shared.clock import now
from videoplanet.shared.errors import Conflict, NotAllowed, NotFound, NotSignedIn
from videoplanet.shared.security.principal import Principal

_video = table("video", column("id"), column("project_id"), column("deleted_at"))
_comment = table("comment", column("id"), column("video_id"))
_share = table(
    "share_link",
    column("id"),
    column("project_id"),
    column("permission"),
    column("expires_at"),
    column("revoked_at"),
    column("allows_upload"),
)
_share_video = table("share_link_video", column("share_id"), column("video_id"))

AnySelect: TypeAlias = "Select[*tuple[Any, ...]]"


@dataclass(frozen=True, slots=True)
class Access:
    """A granted permission: in which project, on which video, and as what."""

    project_id: UUID
    role: Role | GuestRole
    video_id: UUID | None = None
    is_archived: bool = False

    def allows(self, action: Action) -> bool:
        """Whether the same principal may also do `action` here."""
        return allows(self.role, action) and (not self.is_archived or action in WHILE_ARCHIVED)


async def authorize_project(session: AsyncSession, principal: Principal, project_id: UUID, action: Action) -> Access:
    """Return the access of `principal` to a project.

    Raises:
        NotFound: there is no such project, or the principal may not know of it.
        NotAllowed: the role does not allow `action`.
        Conflict: the project is archived.
    """
    if principal.is_guest:
        raise NotFound
    row = (await session.execute(_PROJECT_OF_MEMBER, {"id": project_id, "who": principal.subject_id})).first()
    if row is None:
        raise NotFound
    return _grant(Access(row[0], row[2], None, row[1] is not None), action)


async def authorize_new_video(session: AsyncSession, principal: Principal, project_id: UUID) -> Access:
    """Return the access of `principal` to a project to which they may add a video: editors and up, guests whose link says so.

    Raises:
        NotFound, NotAllowed, Conflict: as for `authorize_project`.
        NotSignedIn: the guest's link is over.
    """
    if not principal.is_guest:
        return await authorize_project(session, principal, project_id, Action.UPLOAD)
    row = (await session.execute(_PROJECT_OF_GUEST, {"id": project_id, "who": principal.share_id})).first()
    if row is None:
        raise NotFound
    require_open_link(row[3], row[4])
    if not row[5]:
        raise NotAllowed
    if row[1] is not None:
        raise Conflict("project.archived")
    return Access(row[0], GuestRole(row[2]))


async def authorize_video(session: AsyncSession, principal: Principal, video_id: UUID, action: Action) -> Access:
    """Return the access of `principal` to a video; errors as for `authorize_project`."""
    statement = _VIDEO_OF_GUEST if principal.is_guest else _VIDEO_OF_MEMBER
    return await _authorize(session, principal, action, statement, video_id)


async def authorize_comment(session: AsyncSession, principal: Principal, comment_id: UUID, action: Action) -> Access:
    """Return the access of `principal` to the video a comment is on; errors as for `authorize_project`."""
    statement = _COMMENT_OF_GUEST if principal.is_guest else _COMMENT_OF_MEMBER
    return await _authorize(session, principal, action, statement, comment_id)


async def _authorize(
    session: AsyncSession, principal: Principal, action: Action, statement: AnySelect, id_: UUID
) -> Access:
    who = principal.share_id if principal.is_guest else principal.subject_id
    row: Any = (await session.execute(statement, {"id": id_, "who": who})).first()
    if row is None:
        raise NotFound
    role: Role | GuestRole = row[3]
    if principal.is_guest:
        require_open_link(row[4], row[5])
        role = GuestRole(row[3])
    return _grant(Access(row[0], role, row[2], row[1] is not None), action)


def require_open_link(expires_at: datetime | None, revoked_at: datetime | None) -> None:
    """Refuse a share link that is over.

    Raises:
        NotSignedIn: `share.revoked` or `share.expired`.
    """
    if revoked_at is not None:
        raise NotSignedIn("share.revoked")
    if expires_at is not None and expires_at <= now():
        raise NotSignedIn("share.expired")


def _grant(access: Access, action: Action) -> Access:
    if not allows(access.role, action):
        raise NotAllowed
    if not access.allows(action):
        raise Conflict("project.archived")
    return access


# Built once: every request asks one of these, and building a statement takes longer than sending it.
_ID: Any = bindparam("id", type_=Uuid())
_WHO: Any = bindparam("who", type_=Uuid())
_OF_COMMENT: Any = select(_comment.c.video_id).where(_comment.c.id == _ID).scalar_subquery()
_IS_MEMBER: Any = and_(col(Member.project_id) == col(Project.id), col(Member.user_id) == _WHO)
_COLUMNS: tuple[Any, ...] = (col(Project.id), col(Project.archived_at), _video.c.id)
_PROJECT_OF_MEMBER: AnySelect = (
    select(col(Project.id), col(Project.archived_at), col(Member.role))
    .join(Member, _IS_MEMBER)
    .where(col(Project.id) == _ID, col(Project.deleted_at).is_(None))
)

_PROJECT_OF_GUEST: AnySelect = (
    select(
        col(Project.id),
        col(Project.archived_at),
        _share.c.permission,
        _share.c.expires_at,
        _share.c.revoked_at,
        _share.c.allows_upload,
    )
    .select_from(Project)
    .join(_share, and_(_share.c.project_id == col(Project.id), _share.c.id == _WHO))
    .where(col(Project.id) == _ID, col(Project.deleted_at).is_(None))
)


def _live(statement: AnySelect, video_id: Any) -> AnySelect:
    return statement.where(_video.c.id == video_id, col(Project.deleted_at).is_(None), _video.c.deleted_at.is_(None))


_OF_MEMBER: AnySelect = (
    select(*_COLUMNS, col(Member.role))
    .select_from(_video)
    .join(Project, col(Project.id) == _video.c.project_id)
    .join(Member, _IS_MEMBER)
)
_OF_GUEST: AnySelect = (
    select(*_COLUMNS, _share.c.permission, _share.c.expires_at, _share.c.revoked_at)
    .select_from(_video)
    .join(Project, col(Project.id) == _video.c.project_id)
    .join(_share_video, _share_video.c.video_id == _video.c.id)
    .join(_share, and_(_share.c.id == _share_video.c.share_id, _share.c.id == _WHO))
)
_VIDEO_OF_MEMBER, _COMMENT_OF_MEMBER = _live(_OF_MEMBER, _ID), _live(_OF_MEMBER, _OF_COMMENT)
_VIDEO_OF_GUEST, _COMMENT_OF_GUEST = _live(_OF_GUEST, _ID), _live(_OF_GUEST, _OF_COMMENT)
