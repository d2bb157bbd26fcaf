"""Health: is the process alive, and does every engine answer."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from fastapi import APIRouter, Response
from pydantic import BaseModel
from sqlalchemy import text

from videoplanet.shared.db.engine import engine
from videoplanet.shared.redis import redis_client
from videoplanet.shared.storage import check_storage

router = APIRouter(tags=["health"])
PATIENCE_SECONDS = 3.0


class Alive(BaseModel):
    """The process answers."""

    status: str = "ok"


class Readiness(BaseModel):
    """Each engine by name: `ok` or `away`."""

    status: str
    engines: dict[str, str]


@router.get("/health/live")
async def live() -> Alive:
    """Whether the web process runs."""
    return Alive()


@router.get("/health/ready", responses={503: {"model": Readiness}})
async def ready(response: Response) -> Readiness:
    """Whether every engine answers; 503 names the one that does not."""
    checks: dict[str, Callable[[], Awaitable[object]]] = {
        "database": _database,
        "redis": _redis,
        "storage": check_storage,
    }
    answers = await asyncio.gather(*(_answers(check) for check in checks.values()))
    engines = dict(zip(checks, answers, strict=True))
    is_ready = all(state == "ok" for state in answers)
    if not is_ready:
        response.status_code = 503
    return Readiness(status="ok" if is_ready else "away", engines=engines)


async def _answers(check: Callable[[], Awaitable[object]]) -> str:
    try:
        await asyncio.wait_for(check(), PATIENCE_SECONDS)
    except Exception:
        return "away"
    return "ok"


async def _database() -> None:
    async with engine().connect() as connection:
        await connection.execute(text("select 1"))


async def _redis() -> None:
    await redis_client().exists("vp:health")
