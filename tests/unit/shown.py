"""What use cases answer, made up: a project, a film's card, links and who opened one."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from videoplanet.entities.project.model import ProjectStatus, Role
from videoplanet.entities.project.view import ProjectBody
from videoplanet.entities.share.model import SharePermission
from videoplanet.features.resume_work.service import FilmCard
from videoplanet.features.share_video.opening import OpenedShare
from videoplanet.features.share_video.service import ShareEntry
from videoplanet.shared.clock import now


def a_project(**values: Any) -> ProjectBody:
    """A project of one's own, in planning."""
    moment = now()
    usual: dict[str, Any] = {
        "id": uuid4(),
        "owner_id": uuid4(),
        "name": "봄 캠페인",
        "client": "하루",
        "manager": "지우",
        "description": "",
        "colour": "#1631F8",
        "tags": (),
        "status": ProjectStatus.PLANNING,
        "archived": False,
        "role": Role.OWNER,
        "progress": 0,
        "member_count": 1,
        "starts_on": date(2026, 3, 1),
        "ends_on": None,
        "phases": (),
        "created_at": moment,
        "updated_at": moment,
        "deleted_at": None,
    }
    return ProjectBody(**{**usual, **values})


def a_card(**values: Any) -> FilmCard:
    """A film that is ready."""
    usual: dict[str, Any] = {
        "id": uuid4(),
        "title": "티저",
        "project_id": uuid4(),
        "project_name": "봄 캠페인",
        "version": 1,
        "status": "ready",
        "progress": 100,
        "seconds_left": None,
        "error_code": None,
        "job_id": None,
        "is_playable": True,
        "may_change": True,
        "poster_url": None,
        "duration_seconds": 12.0,
        "open_comments": 0,
        "touched_at": now(),
    }
    return FilmCard(**{**usual, **values})


def a_link(expires_at: datetime | None = None, revoked_at: datetime | None = None) -> ShareEntry:
    """A link that anybody may comment by."""
    return ShareEntry(
        id=uuid4(),
        token="t",
        url="https://review.example.com/s/t",
        permission=SharePermission.COMMENT,
        has_password=False,
        expires_at=expires_at,
        allow_download=False,
        allow_upload=False,
        latest_version_only=False,
        visits=0,
        videos=[],
        created_at=now(),
        revoked_at=revoked_at,
        revision=1,
    )


def an_opened_link() -> OpenedShare:
    """Somebody's way in as a guest."""
    return OpenedShare(
        access_token="t",
        lifetime=timedelta(days=7),
        share_id=uuid4(),
        guest_id=uuid4(),
        guest_name="민서",
        permission=SharePermission.COMMENT,
        allow_download=False,
        allow_upload=False,
        latest_version_only=False,
        project_id=uuid4(),
        project_name="봄 캠페인",
        videos=[],
    )
