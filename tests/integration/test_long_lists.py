"""A longer list costs no more statements: counted for every list there is, with one row and with many."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import pytest
from httpx import AsyncClient

from tests.integration.films import GuestOf, guest_of
from tests.integration.people import Person, join, person, project
from tests.integration.resumable import begin
from tests.integration.review import Review, review, version, video
from tests.integration.sent import sent_statements
from videoplanet.entities.comment.model import ReactionKind
from videoplanet.entities.project.model import Role
from videoplanet.entities.user.repository import user_by_id
from videoplanet.entities.user.sessions import Device, open_session
from videoplanet.features.manage_project.service import list_projects
from videoplanet.features.react_to_comment.service import react
from videoplanet.features.reply_to_comment.service import add_reply
from videoplanet.features.resume_work.service import films_of_project, my_workload, recent_films
from videoplanet.features.share_video.service import ShareTerms, create_share
from videoplanet.shared.db.unit_of_work import unit_of_work

MANY = 8
EVERY_LIST = (
    "/projects",
    "/projects?deleted=true",
    "/projects/{project}/videos?limit=100",
    "/projects/{project}/videos?q=편집본",
    "/projects/{project}/members",
    "/projects/{project}/invitations",
    "/projects/{project}/uploads?limit=100",
    "/projects/{project}/activity",
    "/projects/{project}/storage",
    "/videos/{video}/comments?limit=100",
    "/videos/{video}/comments?all=true",
    "/videos/{video}/comments?limit=1&from_frame=1&counts=true",
    "/videos/{video}/activity",
    "/videos/{video}/shares?limit=100",
    "/videos/{video}",
    "/users/me/sessions",
)
OF_GUESTS = (
    "/videos/{video}/comments?limit=100",
    "/videos/{video}/comments?all=true",
    "/videos/{video}/activity",
    "/videos/{video}",
)


class Growing:
    """A project whose every list grows by one at a time."""

    def __init__(self, film: Review, guest: GuestOf, gateway: AsyncClient) -> None:
        self.film, self.guest = film, guest
        self._gateway = gateway
        self._grown = 0

    async def grow(self) -> None:
        """One more of everything."""
        self._grown += 1
        number, film, owner = self._grown, self.film, self.film.owner
        id_ = UUID(await film.comment(frame_in=number, assignee_id=str(owner.id)))
        newcomer = await person(f"Member{number}")
        await join(film.project_id, newcomer, Role.REVIEWER)
        await add_reply(newcomer.principal, id_, "네")
        await react(newcomer.principal, id_, ReactionKind.LIKE)
        await film.comment(self.guest, body="손님의 말")
        another = await video(owner, film.project_id)
        await version(owner, another, 2)
        await create_share(owner.principal, film.video_id, ShareTerms(video_ids=(another,)))
        await project(owner, f"다른 일 {number}")
        async with unit_of_work() as uow:
            user = await user_by_id(uow.session, owner.id)
            assert user is not None
            await open_session(uow.session, user, Device("tests", "203.0.113.7"))
        await begin(self._gateway, owner, film.project_id, 100, name=f"cut{number}.mp4")
        invited = {"email": f"guest{number}@example.com", "role": "editor"}
        path = f"/api/v1/projects/{film.project_id}/invitations"
        assert (await self._gateway.post(path, json=invited, headers=owner.bearer)).status_code == 201

    async def asked(self, path: str, somebody: Person | GuestOf) -> None:
        """Read a list."""
        path = path.format(project=self.film.project_id, video=self.film.video_id)
        answer = await self._gateway.get(f"/api/v1{path}", headers=somebody.bearer)
        assert answer.status_code == 200, answer.text


@pytest.fixture
async def growing(gateway: AsyncClient) -> Growing:
    film = await review()
    return Growing(film, await guest_of(film.owner, film.video_id), gateway)


async def test_no_list_asks_more_often_the_longer_it_is(growing: Growing) -> None:
    owner = growing.film.owner
    cases: dict[str, Callable[[], Awaitable[Any]]] = {
        **{path: lambda path=path: growing.asked(path, owner) for path in EVERY_LIST},  # type: ignore[misc]
        **{f"{path} as a guest": lambda path=path: growing.asked(path, growing.guest) for path in OF_GUESTS},  # type: ignore[misc]
        "home: films": lambda: recent_films(owner.principal),
        "home: projects": lambda: list_projects(owner.principal),
        "home: work": lambda: my_workload(owner.principal),
        "a project's films": lambda: films_of_project(owner.principal, growing.film.project_id),
    }

    async def costs() -> dict[str, int]:
        counted: dict[str, int] = {}
        for name, ask in cases.items():
            await ask()  # what is learnt once, such as who is signed in, is known then
            with sent_statements() as sent:
                await ask()
            counted[name] = len(sent)
        return counted

    await growing.grow()
    short = await costs()
    for _ in range(MANY):
        await growing.grow()
    assert await costs() == short
    assert max(short.values()) <= 8, short
