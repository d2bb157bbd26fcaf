"""Queries of hot paths: statements that are built and compiled once, run by the driver itself, each row a plain tuple.

Building a statement, a transaction and objects around rows costs a web process several times what a small query itself does. What
is read here is read as within a unit of work, where each statement sees what is committed when it runs; it writes nothing.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from functools import lru_cache
from typing import Any, TypeAlias

import structlog
from psycopg import AsyncConnection
from psycopg import OperationalError as DriverError
from psycopg.pq import TransactionStatus
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.expression import Executable
from sqlalchemy.types import TypeDecorator
from sqlalchemy.util import greenlet_spawn

from videoplanet.shared.db.engine import reading_engine
from videoplanet.shared.db.unit_of_work import DATABASE_AWAY, current_session
from videoplanet.shared.errors import Unavailable

log = structlog.get_logger(__name__)
Row: TypeAlias = tuple[Any, ...]
Convert = Callable[[Any], Any]
IDLE = TransactionStatus.IDLE
STATEMENTS = 256
"""So many are kept compiled. A statement belongs into a module or a cache: what is built for each call is compiled for each."""


class Rows:
    """What a query found, in the words of SQLAlchemy's results."""

    def __init__(self, rows: list[Row]) -> None:
        self._rows = rows

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)

    def all(self) -> Sequence[Row]:
        """Return all rows."""
        return self._rows

    def first(self) -> Row | None:
        """Return the first row, None without any."""
        return self._rows[0] if self._rows else None

    def scalar_one(self) -> Any:
        """Return the first column of the only row."""
        [row] = self._rows
        return row[0]

    def scalar_one_or_none(self) -> Any:
        """Return the first column of the only row, None without one."""
        return self._rows[0][0] if self._rows else None


class Reader:
    """A connection to read with."""

    def __init__(self, connection: AsyncConnection[Row]) -> None:
        self._connection = connection

    async def execute(self, statement: Executable, parameters: Mapping[str, Any] | None = None) -> Rows:
        """Run a query of columns, no entities, with values for its named parameters; a list is `any_` of an array, never `in_`."""
        query = _compiled(statement)
        cursor = await self._connection.execute(query.sql, query.bound(parameters or {}))
        return Rows(query.converted(await cursor.fetchall()))


Reads: TypeAlias = AsyncSession | Reader
"""What a query may be asked of."""


@asynccontextmanager
async def reading() -> AsyncIterator[Reader]:
    """Give somebody to ask. Within a unit of work it is that one's connection, so that its own rows are seen.

    Raises:
        Unavailable: the database does not answer.
    """
    outer = current_session()
    if outer is not None:
        held = await (await outer.connection()).get_raw_connection()
        yield Reader(_driver(held))
        return
    try:
        pooled = await reading_engine().raw_connection()
    except DATABASE_AWAY as error:
        raise _unavailable(error) from error
    driver = _driver(pooled)
    try:
        yield Reader(driver)
    except DriverError as error:
        if driver.broken:
            await greenlet_spawn(pooled.invalidate, error)
            await reading_engine().dispose()  # those that wait in the pool broke with it
        raise _unavailable(error) from error
    finally:
        if pooled.is_valid and driver.pgconn.transaction_status != IDLE:
            await greenlet_spawn(pooled.invalidate)  # whoever asked left in the middle of an answer
        pooled.close()


class _Query:
    """A statement in the driver's words, with the ways of our own column types in and out."""

    def __init__(self, statement: Executable) -> None:
        dialect = reading_engine().dialect
        compiled: Any = statement.compile(dialect=dialect)  # type: ignore[attr-defined]  # of every statement there is
        if compiled.post_compile_params or compiled.literal_execute_params:
            raise TypeError(f"cannot be compiled once: {compiled}")
        self.sql = str(compiled).encode()
        ways = {name: bind.type.dialect_impl(dialect).bind_processor(dialect) for name, bind in compiled.binds.items()}
        self._ways_in: dict[str, Convert] = {name: way for name, way in ways.items() if way is not None}
        self._constants = self._in({name: value for name, value in compiled.params.items() if value is not None})
        own = [
            (at, entry.type)
            for at, entry in enumerate(compiled._result_columns)
            if isinstance(entry.type, TypeDecorator)
        ]
        ways_out = [(at, type_.dialect_impl(dialect).result_processor(dialect, None)) for at, type_ in own]
        self._ways_out: list[tuple[int, Convert]] = [(at, way) for at, way in ways_out if way is not None]

    def bound(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the driver's parameters."""
        return {**self._constants, **self._in(values)}

    def converted(self, rows: list[Row]) -> list[Row]:
        """Return rows with the values that our column types stand for."""
        if not self._ways_out:
            return rows
        told = []
        for row in rows:
            values = list(row)
            for at, way in self._ways_out:
                values[at] = way(values[at])
            told.append(tuple(values))
        return told

    def _in(self, values: Mapping[str, Any]) -> dict[str, Any]:
        ways = self._ways_in
        return {name: ways[name](value) if name in ways else value for name, value in values.items()}


@lru_cache(maxsize=STATEMENTS)
def _compiled(statement: Executable) -> _Query:
    return _Query(statement)


def _driver(pooled: Any) -> AsyncConnection[Row]:
    driver: AsyncConnection[Row] = pooled.driver_connection
    return driver


def _unavailable(error: Exception) -> Unavailable:
    log.warning("database_unavailable", error=str(error).splitlines()[0])
    return Unavailable()
