"""A use case's rows are all there or none; what follows a commit happens only after one."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from videoplanet.shared.clock import now
from videoplanet.shared.config import get_settings
from videoplanet.shared.db.engine import dispose
from videoplanet.shared.db.reading import reading
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.errors import Unavailable
from videoplanet.shared.http.idempotency import IdempotencyRecord


async def _count() -> int:
    async with unit_of_work() as uow:
        return int((await uow.session.execute(text("select count(*) from idempotency_record"))).scalar_one())


def _row(key: bytes) -> IdempotencyRecord:
    return IdempotencyRecord(key=key, request_hash=b"h", created_at=now())


async def test_a_failure_leaves_nothing_and_publishes_nothing() -> None:
    happened: list[str] = []

    async def publish() -> None:
        happened.append("published")

    with pytest.raises(RuntimeError):
        async with unit_of_work() as uow:
            uow.session.add(_row(b"1"))
            uow.after_commit(publish)
            raise RuntimeError
    assert await _count() == 0
    assert happened == []


async def test_an_inner_use_case_joins_the_outer_one() -> None:
    order: list[int] = []

    async def publish() -> None:
        order.append(await _count())

    with pytest.raises(RuntimeError):
        async with unit_of_work() as outer:
            async with unit_of_work() as inner:
                assert inner is outer
                inner.session.add(_row(b"1"))
                inner.after_commit(publish)
            raise RuntimeError
    assert (await _count(), order) == (0, [])

    async with unit_of_work(), unit_of_work() as inner:
        inner.session.add(_row(b"2"))
        inner.after_commit(publish)
    assert order == [1]


async def test_a_failing_follow_up_does_not_undo_the_rows() -> None:
    async def publish() -> None:
        raise ConnectionError

    async with unit_of_work() as uow:
        uow.session.add(_row(b"1"))
        uow.after_commit(publish)
    assert await _count() == 1


async def test_a_database_that_is_away_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    await dispose()
    monkeypatch.setenv("VIDEOPLANET_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none?connect_timeout=1")
    get_settings.cache_clear()
    with pytest.raises(Unavailable):
        async with unit_of_work() as uow:
            await uow.session.execute(text("select 1"))
    await dispose()
    monkeypatch.undo()
    get_settings.cache_clear()
    assert await _count() == 0


async def test_reading_is_no_transaction_and_sees_each_commit() -> None:
    async with reading() as session:
        moments = [(await session.execute(text("select now()"))).scalar_one() for _ in range(2)]
        assert moments[0] < moments[1]
        async with unit_of_work() as uow:
            uow.session.add(_row(b"1"))
        seen = (await session.execute(text("select count(*) from idempotency_record"))).scalar_one()
    assert seen == 1


async def test_reading_within_a_unit_of_work_sees_its_rows() -> None:
    async with unit_of_work() as uow:
        uow.session.add(_row(b"1"))
        await uow.session.flush()
        async with reading() as session:
            seen = (await session.execute(text("select count(*) from idempotency_record"))).scalar_one()
    assert seen == 1


async def test_a_use_case_that_is_called_while_reading_is_all_or_none() -> None:
    async with reading():
        with pytest.raises(RuntimeError):
            async with unit_of_work() as uow:
                uow.session.add(_row(b"1"))
                await uow.session.flush()
                raise RuntimeError
    assert await _count() == 0


async def test_a_connection_that_was_read_with_begins_transactions_again() -> None:
    for _ in range(3):
        async with reading() as session:
            await session.execute(text("select 1"))
        async with unit_of_work() as uow:
            moments = [(await uow.session.execute(text("select now()"))).scalar_one() for _ in range(2)]
        assert moments[0] == moments[1]
