"""Tables that are written all the time are looked after by what was written, however large they are."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from videoplanet.shared.db.unit_of_work import unit_of_work

GROW = ("activity", "comment")
ARE_REWRITTEN = ("activity_counter", "user_session", "job", "draft", "procrastinate_jobs", "procrastinate_workers")


async def _options(table: str) -> dict[str, float]:
    async with unit_of_work() as uow:
        query = text(
            "select option_name, option_value from pg_class, pg_options_to_table(reloptions) where relname = :n"
        )
        return {name: float(value) for name, value in await uow.session.execute(query, {"n": table})}


@pytest.mark.parametrize("table", GROW)
async def test_what_only_grows_is_looked_at_after_so_many_rows_not_after_a_share_of_all(table: str) -> None:
    options = await _options(table)
    assert options["autovacuum_analyze_scale_factor"] == options["autovacuum_vacuum_insert_scale_factor"] == 0
    assert 0 < options["autovacuum_analyze_threshold"] < options["autovacuum_vacuum_insert_threshold"]


@pytest.mark.parametrize("table", ARE_REWRITTEN)
async def test_what_is_rewritten_has_room_for_it_and_is_cleared_soon(table: str) -> None:
    options = await _options(table)
    assert options["fillfactor"] < 100
    assert options["autovacuum_vacuum_scale_factor"] < 0.2
