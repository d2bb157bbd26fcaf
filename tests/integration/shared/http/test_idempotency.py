"""The same key never does a thing twice, and its answer comes back as it was."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from fastapi import APIRouter, FastAPI
from httpx import ASGITransport, AsyncClient
from pydantic import BaseModel
from sqlalchemy import text, update
from starlette.requests import HTTPConnection

from videoplanet.shared.clock import now
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.errors import Conflict
from videoplanet.shared.http.idempotency import GatewayRoute, IdempotencyRecord
from videoplanet.shared.http.problem import install_problem_handlers
from videoplanet.shared.ids import new_id
from videoplanet.shared.security.principal import Principal

KEY = {"Idempotency-Key": "order-66"}


class Note(BaseModel):
    """What the test's route takes."""

    words: str


class Shop:
    """A gateway with one route that counts what it did."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.caller = Principal("user", new_id(), new_id(), "Jiwoo")
        self.app = FastAPI()
        self.app.state.authenticate = self._authenticate
        install_problem_handlers(self.app)
        router = APIRouter(route_class=GatewayRoute)
        router.post("/notes", status_code=201)(self._add)
        self.app.include_router(router)

    async def _authenticate(self, _: HTTPConnection, _look: object) -> Principal:
        return self.caller

    async def _add(self, note: Note) -> dict[str, int]:
        async with unit_of_work() as uow:
            await uow.session.execute(text("select 1"))
            if note.words == "refused":
                raise Conflict
            self.done.append(note.words)
        return {"number": len(self.done)}


@pytest.fixture
def shop() -> Shop:
    return Shop()


@pytest.fixture
async def client(shop: Shop) -> AsyncIterator[AsyncClient]:
    async with AsyncClient(transport=ASGITransport(shop.app), base_url="http://test") as client:
        yield client


async def test_the_same_request_answers_the_same_and_runs_once(shop: Shop, client: AsyncClient) -> None:
    first = await client.post("/notes", json={"words": "a"}, headers=KEY)
    again = await client.post("/notes", json={"words": "a"}, headers=KEY)
    assert (first.status_code, first.json()) == (again.status_code, again.json()) == (201, {"number": 1})
    assert again.headers["idempotency-replayed"] == "true"
    assert shop.done == ["a"]


async def test_two_at_once_run_once(shop: Shop, client: AsyncClient) -> None:
    answers = await asyncio.gather(*(client.post("/notes", json={"words": "a"}, headers=KEY) for _ in range(5)))
    assert {answer.status_code for answer in answers} == {201}
    assert shop.done == ["a"]


async def test_another_body_under_the_same_key_is_a_conflict(shop: Shop, client: AsyncClient) -> None:
    await client.post("/notes", json={"words": "a"}, headers=KEY)
    other = await client.post("/notes", json={"words": "b"}, headers=KEY)
    assert (other.status_code, other.json()["code"]) == (409, "idempotency.other_request")
    assert shop.done == ["a"]


async def test_a_refusal_is_not_kept(shop: Shop, client: AsyncClient) -> None:
    assert (await client.post("/notes", json={"words": "refused"}, headers=KEY)).status_code == 409
    assert (await client.post("/notes", json={"words": "a"}, headers=KEY)).status_code == 201
    assert shop.done == ["a"]


async def test_keys_belong_to_whoever_sends_them(shop: Shop, client: AsyncClient) -> None:
    await client.post("/notes", json={"words": "a"}, headers=KEY)
    shop.caller = Principal("user", new_id(), new_id(), "Minseo")
    assert (await client.post("/notes", json={"words": "b"}, headers=KEY)).status_code == 201
    assert shop.done == ["a", "b"]


async def test_a_key_is_free_again_after_a_day(shop: Shop, client: AsyncClient) -> None:
    await client.post("/notes", json={"words": "a"}, headers=KEY)
    async with unit_of_work() as uow:
        await uow.session.execute(update(IdempotencyRecord).values(created_at=now() - timedelta(hours=25)))
    assert (await client.post("/notes", json={"words": "b"}, headers=KEY)).status_code == 201
    assert shop.done == ["a", "b"]


async def test_an_endless_key_is_refused(client: AsyncClient) -> None:
    answer = await client.post("/notes", json={"words": "a"}, headers={"Idempotency-Key": "k" * 201})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "idempotency.key_length")
