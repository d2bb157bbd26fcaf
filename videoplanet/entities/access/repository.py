"""The one query by which access is found: where something is, and what somebody is there, in one round trip."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import Select, Uuid, and_, bindparam, null, select
from sqlmodel import col

from videoplanet.entities.comment.model import Comment
from videoplanet.entities.project.model import Member, Project, Role
from videoplanet.entities.share.model import ShareLink, ShareLinkVideo, SharePermission
from videoplanet.entities.video.model import Video
from videoplanet.shared.db.reading import Reads
from videoplanet.shared.security.principal import Principal

AnySelect: TypeAlias = "Select[*tuple[Any, ...]]"


@dataclass(frozen=True, slots=True)
class Place:
    """The project that something belongs to, and the video unless it is the project itself."""

    project_id: UUID
    archived_at: datetime | None
    video_id: UUID | None


@dataclass(frozen=True, slots=True)
class LinkTerms:
    """What a guest's link says."""

    permission: SharePermission
    revoked_at: datetime | None
    expires_at: datetime | None
    allows_upload: bool


Found: TypeAlias = tuple[Place, Role | LinkTerms] | None
"""Where it is, and the role of a member or the terms of a guest's link; None when there is no way from one to the other."""


async def find_project(session: Reads, principal: Principal, project_id: UUID) -> Found:
    """Return what somebody is in a project that is not deleted."""
    return await _find(session, principal, _PROJECT_OF_GUEST if principal.is_guest else _PROJECT_OF_MEMBER, project_id)


async def find_video(session: Reads, principal: Principal, video_id: UUID) -> Found:
    """Return what somebody is at a video that is not deleted, nor is its project."""
    return await _find(session, principal, _VIDEO_OF_GUEST if principal.is_guest else _VIDEO_OF_MEMBER, video_id)


async def find_comment(session: Reads, principal: Principal, comment_id: UUID) -> Found:
    """Return what somebody is at the video a comment is on; the comment itself may be deleted."""
    return await _find(session, principal, _COMMENT_OF_GUEST if principal.is_guest else _COMMENT_OF_MEMBER, comment_id)


async def _find(session: Reads, principal: Principal, statement: AnySelect, id_: UUID) -> Found:
    who = principal.share_id if principal.is_guest else principal.subject_id
    row: Any = (await session.execute(statement, {"id": id_, "who": who})).first()
    if row is None:
        return None
    place, terms = Place(*row[:3]), row[3:]
    return place, LinkTerms(*terms) if principal.is_guest else terms[0]


# Built once: every request asks one of these, and building a statement takes longer than sending it.
_ID: Any = bindparam("id", type_=Uuid())
_WHO: Any = bindparam("who", type_=Uuid())
_OF_COMMENT: Any = select(col(Comment.video_id)).where(col(Comment.id) == _ID).scalar_subquery()
_PROJECT: tuple[Any, ...] = (col(Project.id), col(Project.archived_at))
_TERMS: tuple[Any, ...] = (
    col(ShareLink.permission),
    col(ShareLink.revoked_at),
    col(ShareLink.expires_at),
    col(ShareLink.allows_upload),
)
_NO_VIDEO: Any = null()
_IS_MEMBER: Any = and_(col(Member.project_id) == col(Project.id), col(Member.user_id) == _WHO)
_IS_THIS_PROJECT: Any = and_(col(Project.id) == _ID, col(Project.deleted_at).is_(None))
_PROJECT_OF_MEMBER: AnySelect = (
    select(*_PROJECT, _NO_VIDEO, col(Member.role)).join(Member, _IS_MEMBER).where(_IS_THIS_PROJECT)
)
_PROJECT_OF_GUEST: AnySelect = (
    select(*_PROJECT, _NO_VIDEO, *_TERMS)
    .join(ShareLink, and_(col(ShareLink.project_id) == col(Project.id), col(ShareLink.id) == _WHO))
    .where(_IS_THIS_PROJECT)
)


def _live(statement: AnySelect, video_id: Any) -> AnySelect:
    return statement.where(
        col(Video.id) == video_id, col(Project.deleted_at).is_(None), col(Video.deleted_at).is_(None)
    )


_OF_MEMBER: AnySelect = (
    select(*_PROJECT, col(Video.id), col(Member.role))
    .select_from(Video)
    .join(Project, col(Project.id) == col(Video.project_id))
    .join(Member, _IS_MEMBER)
)
_OF_GUEST: AnySelect = (
    select(*_PROJECT, col(Video.id), *_TERMS)
    .select_from(Video)
    .join(Project, col(Project.id) == col(Video.project_id))
    .join(ShareLinkVideo, col(ShareLinkVideo.video_id) == col(Video.id))
    .join(ShareLink, and_(col(ShareLink.id) == col(ShareLinkVideo.share_id), col(ShareLink.id) == _WHO))
)
_VIDEO_OF_MEMBER, _COMMENT_OF_MEMBER = _live(_OF_MEMBER, _ID), _live(_OF_MEMBER, _OF_COMMENT)
_VIDEO_OF_GUEST, _COMMENT_OF_GUEST = _live(_OF_GUEST, _ID), _live(_OF_GUEST, _OF_COMMENT)
