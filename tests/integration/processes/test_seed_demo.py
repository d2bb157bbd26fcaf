"""The demo is made once, whole, and keeps what people did to it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import func, select
from sqlmodel import col

from videoplanet.entities.comment.model import Comment, CommentKind
from videoplanet.entities.project.model import Member, Phase, Project, Role
from videoplanet.entities.user.repository import user_by_email
from videoplanet.entities.video.model import Version
from videoplanet.processes.seed_demo.content import PEOPLE
from videoplanet.processes.seed_demo.service import seed_demo
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.security.passwords import verify_password


@pytest.fixture(autouse=True)
def _password(settings: Callable[..., None]) -> None:
    settings(demo_password="first-password")


async def test_it_has_three_people_a_schedule_two_versions_and_every_kind_of_comment() -> None:
    await seed_demo()
    async with unit_of_work() as uow:
        roles = set((await uow.session.execute(select(col(Member.role)))).scalars())
        versions = list((await uow.session.execute(select(Version).order_by(col(Version.number)))).scalars())
        kinds = set((await uow.session.execute(select(col(Comment.kind)))).scalars())
        done = (await uow.session.execute(select(func.count()).where(col(Phase.is_done)))).scalar_one()
    assert roles == {Role.OWNER, Role.EDITOR, Role.REVIEWER}
    assert [version.number for version in versions] == [1, 2]
    assert versions[0].frame_count == versions[1].frame_count
    assert kinds == set(CommentKind)
    assert done == 3


async def test_a_second_time_changes_the_password_only(settings: Callable[..., None]) -> None:
    await seed_demo()
    settings(demo_password="second-password")
    await seed_demo()
    async with unit_of_work() as uow:
        assert (await uow.session.execute(select(func.count()).select_from(Project))).scalar_one() == 1
        for person in PEOPLE:
            user = await user_by_email(uow.session, person.email)
            assert user is not None
            assert await verify_password("second-password", user.password_hash)
