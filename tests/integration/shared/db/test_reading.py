"""Reading past the ORM: what is refused, what comes back in our own types, and what becomes of a connection that breaks."""

from __future__ import annotations

import asyncio
from datetime import UTC

import pytest
from sqlalchemy import Text, Uuid, bindparam, literal, select, text
from sqlmodel import col

from tests.integration.people import person
from videoplanet.entities.user.model import User, UserSession
from videoplanet.shared.config import get_settings
from videoplanet.shared.db.engine import dispose, engine, reading_engine
from videoplanet.shared.db.reading import reading
from videoplanet.shared.errors import Unavailable
from videoplanet.shared.ids import new_id

ONE = select(literal(1))
WHO = text("select pg_backend_pid()")
SLEEP = text("select pg_sleep(30)")
ASLEEP = text("select count(*) from pg_stat_activity where query = 'select pg_sleep(30)' and wait_event = 'PgSleep'")
NAMED = select(col(User.name), col(User.created_at)).where(col(User.id) == bindparam("id", type_=Uuid()))


@pytest.fixture(autouse=True)
async def _own_pool() -> None:
    """Begin without the connections of whoever read before: which one comes next is counted on here."""
    await dispose()


async def _one() -> int:
    async with reading() as reader:
        return int((await reader.execute(ONE)).scalar_one())


async def _asleep() -> int:
    """How many sleep; in a transaction of its own, for within one the same is told each time."""
    async with engine().connect() as connection:
        return int((await connection.execute(ASLEEP)).scalar_one())


async def test_rows_come_in_our_own_types() -> None:
    jiwoo = await person("Jiwoo")
    async with reading() as reader:
        rows = await reader.execute(NAMED, {"id": jiwoo.id})
        [(name, created_at)] = rows.all()
        assert (name, created_at.tzinfo) == ("Jiwoo", UTC)
        assert (await reader.execute(NAMED, {"id": new_id()})).first() is None


async def test_values_are_never_part_of_the_statement() -> None:
    said = "100 %s '; drop table comment; --"
    statement = select(bindparam("said", type_=Text()), literal("50 %"))
    async with reading() as reader:
        assert (await reader.execute(statement, {"said": said})).first() == (said, "50 %")


async def test_what_cannot_be_compiled_once_is_refused() -> None:
    statement = select(col(UserSession.id)).where(col(UserSession.id).in_([new_id()]))
    async with reading() as reader:
        with pytest.raises(TypeError):
            await reader.execute(statement)


async def test_connections_that_broke_are_told_once_and_then_made_anew() -> None:
    async with reading() as one, reading() as other:
        pids = [(await reader.execute(WHO)).scalar_one() for reader in (one, other)]
    assert len(set(pids)) == 2
    async with engine().begin() as connection:
        await connection.execute(text("select pg_terminate_backend(pid) from unnest(:pids) pid"), {"pids": pids})
    with pytest.raises(Unavailable):
        await _one()
    assert [await _one() for _ in range(3)] == [1, 1, 1]


async def test_whoever_leaves_in_the_middle_leaves_no_half_answer_behind() -> None:
    async def leave() -> None:
        async with reading() as reader:
            await reader.execute(SLEEP)

    leaving = asyncio.create_task(leave())
    async with asyncio.timeout(10):
        while not await _asleep():
            await asyncio.sleep(0.01)
    leaving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await leaving
    async with asyncio.timeout(10):
        assert [await _one() for _ in range(3)] == [1, 1, 1]


async def test_without_a_database_it_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIDEOPLANET_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    get_settings.cache_clear()
    await dispose()
    try:
        with pytest.raises(Unavailable):
            await _one()
    finally:
        monkeypatch.undo()
        get_settings.cache_clear()
        await dispose()
    assert await _one() == 1


async def test_every_connection_comes_back() -> None:
    for _ in range(3):
        with pytest.raises(RuntimeError):
            async with reading() as reader:
                await reader.execute(ONE)
                raise RuntimeError
    assert reading_engine().pool.checkedout() == 0  # type: ignore[attr-defined]  # of the pool that is in use


async def test_a_connection_that_is_given_up_in_the_middle_of_an_answer_is_closed() -> None:
    with pytest.raises(RuntimeError):
        async with reading() as reader:
            driver = reader._connection
            driver.pgconn.send_query(b"select pg_sleep(30)")
            raise RuntimeError
    assert driver.closed, "not only forgotten: the database counts it until it is closed"
    assert await _one() == 1


async def test_more_readers_than_connections_wait_and_none_is_opened_to_be_thrown_away(
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert await asyncio.gather(*(_one() for _ in range(50))) == [1] * 50
    assert "MissingGreenlet" not in caplog.text
