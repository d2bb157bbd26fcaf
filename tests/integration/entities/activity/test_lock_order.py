"""Whoever changes a version and whoever comments on it never wait for each other in a circle."""

from __future__ import annotations

import asyncio

from sqlalchemy import select
from sqlmodel import col

from tests.integration.review import review
from tests.integration.stack import told
from videoplanet.entities.activity.operations.videos import VERSION_READY
from videoplanet.entities.activity.service import record
from videoplanet.entities.video.model import Version
from videoplanet.entities.video.repository import version_by_id
from videoplanet.shared.db.unit_of_work import unit_of_work


async def test_comments_arrive_while_a_version_is_being_finished() -> None:
    made = await review()
    locked, commenting = asyncio.Event(), asyncio.Event()

    async def finish_version() -> None:
        async with unit_of_work() as uow:
            found = select(col(Version.id)).where(col(Version.video_id) == made.video_id)
            version_id = (await uow.session.execute(found)).scalar_one()
            version = await version_by_id(uow.session, version_id, lock=True)
            assert version is not None
            locked.set()
            await commenting.wait()
            version.has_renditions = True
            happened = VERSION_READY.of(told(made, version.id, 1, "ready"))
            await record(uow, made.owner.principal, made.project_id, happened, video_id=made.video_id)

    async def comment() -> str:
        await locked.wait()
        async with unit_of_work() as uow:
            comment_id = await made.comment()  # joins this transaction: its number is taken, its row stored
            await uow.session.flush()
            commenting.set()
        return comment_id

    async with asyncio.timeout(20):
        _, comment_id = await asyncio.gather(finish_version(), comment())
    assert comment_id
