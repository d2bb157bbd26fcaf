"""One transaction a use case.

`async with unit_of_work() as uow` commits at its end and rolls back on an error; a use case called inside another joins the
outer one. What must happen only if the rows exist (publishing, cache drops) is registered with `after_commit`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from contextvars import ContextVar

import structlog
from psycopg import OperationalError as DriverOperationalError
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncSession

from videoplanet.shared.db.engine import session_factory
from videoplanet.shared.errors import Unavailable

log = structlog.get_logger(__name__)
DATABASE_AWAY = (OperationalError, InterfaceError, PoolTimeoutError, DriverOperationalError)
AfterCommit = Callable[[], Awaitable[object]]


class UnitOfWork:
    """The transaction of the use case that is running."""

    def __init__(self, session: AsyncSession) -> None:
        self.session = session
        self._after_commit: list[AfterCommit] = []

    def after_commit(self, action: AfterCommit) -> None:
        """Run `action` once the rows are there; its failure is logged and never undoes them."""
        self._after_commit.append(action)

    async def _run_after_commit(self) -> None:
        for action in self._after_commit:
            try:
                await action()
            except Exception:
                log.exception("after_commit_failed")


_current: ContextVar[UnitOfWork | None] = ContextVar("unit_of_work", default=None)


def current_session() -> AsyncSession | None:
    """Return the session of the use case that is running, if one is."""
    uow = _current.get()
    return uow.session if uow is not None else None


@asynccontextmanager
async def unit_of_work(*, joins: bool = True) -> AsyncIterator[UnitOfWork]:
    """Open a transaction, or join the one that is open.

    With `joins=False` it is always a transaction of its own: for what must stay although the use case around it fails.

    Raises:
        Unavailable: the database does not answer.
    """
    outer = _current.get() if joins else None
    if outer is not None:
        yield outer
        return
    async with session_factory()() as session:
        uow = UnitOfWork(session)
        token = _current.set(uow)
        try:
            yield uow
            await session.commit()
        except DATABASE_AWAY as error:
            await _quiet_rollback(session)
            log.warning("database_unavailable", error=str(error).splitlines()[0])
            raise Unavailable from error
        except BaseException:
            await _quiet_rollback(session)
            raise
        finally:
            _current.reset(token)
    await uow._run_after_commit()


async def _quiet_rollback(session: AsyncSession) -> None:
    try:
        await session.rollback()
    except (OperationalError, InterfaceError):
        await session.invalidate()
