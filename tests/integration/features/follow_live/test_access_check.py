"""Whoever may not listen any more is found, even when nobody said so."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from tests.integration.films import GuestOf, guest_of
from tests.integration.no_longer_allowed import no_longer_allowed
from tests.integration.people import Person
from tests.integration.review import Review, review
from videoplanet.entities.project.model import Role
from videoplanet.features.follow_live.service import follow_project, follow_video
from videoplanet.features.share_video.service import ShareTerms
from videoplanet.shared.clock import now
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.live.rooms import Listener


async def listening(film: Review, somebody: Person | GuestOf, *, project: bool = False) -> Listener:
    who = somebody.principal
    following = await (follow_project(who, film.project_id) if project else follow_video(who, film.video_id))
    return Listener(who, following.project_id, following.room, on_end=lambda code: None)


async def cast() -> tuple[Review, dict[str, Listener]]:
    film = await review(Role.EDITOR, Role.VIEWER)
    guest = await guest_of(film.owner, film.video_id, ShareTerms(expires_at=now() + timedelta(days=1)))
    newest = await guest_of(film.owner, film.video_id, ShareTerms(latest_version_only=True))
    return film, {
        "owner": await listening(film, film.owner),
        "editor": await listening(film, film.members[Role.EDITOR]),
        "viewer": await listening(film, film.members[Role.VIEWER], project=True),
        "guest": await listening(film, guest),
        "newest": await listening(film, newest),
    }


@pytest.mark.parametrize(
    ("happened", "ended"),
    [
        ("select 1", {}),
        (
            "update user_session set revoked_at = now() where user_id = (select user_id from member where role = 'editor')",
            {"editor": "not_signed_in"},
        ),
        (
            "update user_session set expires_at = now() where user_id = (select user_id from member where role = 'viewer')",
            {"viewer": "not_signed_in"},
        ),
        ("delete from member where role = 'viewer'", {"viewer": "not_found"}),
        ("update share_link set revoked_at = now() where not latest_version_only", {"guest": "share.revoked"}),
        ("update share_link set expires_at = now() where expires_at is not null", {"guest": "share.expired"}),
        (
            "update share_link set guests_after = now() + interval '1 second' where latest_version_only",
            {"newest": "share.password_required"},
        ),
        ("update share_link set latest_version_only = false", {"newest": "share.changed"}),
        (
            "update video set deleted_at = now()",
            {"owner": "not_found", "editor": "not_found", "guest": "not_found", "newest": "not_found"},
        ),
        (
            "update project set deleted_at = now()",
            dict.fromkeys(("owner", "editor", "viewer", "guest", "newest"), "not_found"),
        ),
    ],
)
async def test_the_database_says_who_may_listen_on(happened: str, ended: dict[str, str]) -> None:
    _, listeners = await cast()
    async with unit_of_work() as uow:
        await uow.session.execute(text(happened))
    names = {listener: name for name, listener in listeners.items()}
    assert {names[one]: code for one, code in await no_longer_allowed(listeners.values())} == ended


async def test_nobody_listening_asks_nothing() -> None:
    assert await no_longer_allowed([]) == []
