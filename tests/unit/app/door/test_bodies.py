"""Bodies that are not films are small, whole and shallow before anything runs."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from fastapi.routing import APIRoute
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute
from starlette.types import Message, Receive, Scope, Send

from videoplanet.app.door import flowing
from videoplanet.app.door.bodies import DEEPEST, Bodies, is_deeper_than, is_streamed
from videoplanet.app.gateway.routers import ROUTERS
from videoplanet.shared.errors import TooSlow

FILM = "/api/v1/uploads/0193/parts/1"


async def _echo(scope: Scope, receive: Receive, send: Send) -> None:
    await JSONResponse({"size": len(await Request(scope, receive).body())})(scope, receive, send)


def _client(**options: Any) -> httpx.AsyncClient:
    bodies = Bodies(_echo, **{"most_bytes": 1000, "seconds": 20, **options})
    return httpx.AsyncClient(transport=httpx.ASGITransport(bodies), base_url="http://test")


async def _chunks(*sizes: int) -> AsyncIterator[bytes]:
    for size in sizes:
        yield b"x" * size


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PURGE"])
async def test_what_is_too_large_is_refused_whether_it_says_so_or_not(method: str) -> None:
    async with _client() as client:
        assert (await client.request(method, "/api/v1/me", content=b"x" * 1000)).json() == {"size": 1000}
        declared = await client.request(method, "/api/v1/me", content=b"x" * 1001)
        counted = await client.request(method, "/api/v1/me", content=_chunks(600, 600))
    assert [answer.status_code for answer in (declared, counted)] == [413, 413]
    assert declared.headers["content-type"] == "application/problem+json"


async def test_what_says_it_is_too_large_is_not_waited_for() -> None:
    async def receive() -> Message:
        raise AssertionError("read")

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/",
        "headers": [(b"content-length", b"1001")],
        "query_string": b"",
    }
    await Bodies(_echo, most_bytes=1000, seconds=20)(scope, receive, send)
    assert sent[0]["status"] == 413


async def test_a_trickling_body_is_ended() -> None:
    async def trickle() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.Event().wait()

    async with _client(seconds=0.01) as client:
        answer = await client.post("/api/v1/me", content=trickle())
    assert (answer.status_code, answer.json()["code"]) == (408, "too_slow")


async def test_a_film_that_stops_coming_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flowing, "STILL_SECONDS", 0.01)

    async def stops() -> AsyncIterator[bytes]:
        yield b"x" * 5000
        await asyncio.Event().wait()

    async with _client() as client:
        with pytest.raises(TooSlow):
            await client.put(FILM, content=stops())


async def test_a_film_that_only_trickles_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flowing, "FREE_SECONDS", 0.05)

    async def trickles() -> AsyncIterator[bytes]:
        while True:
            await asyncio.sleep(0.01)
            yield b"x"

    async with _client() as client:
        with pytest.raises(TooSlow):
            await client.put(FILM, content=trickles())


async def test_the_time_a_storage_takes_is_not_the_senders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flowing, "FREE_SECONDS", 0.05)
    monkeypatch.setattr(flowing, "STILL_SECONDS", 0.05)

    async def takes_its_time(scope: Scope, receive: Receive, send: Send) -> None:
        size = 0
        while True:
            message = await receive()
            size += len(message.get("body", b""))
            await asyncio.sleep(0.1)
            if not message.get("more_body"):
                break
        await JSONResponse({"size": size})(scope, receive, send)

    bodies = Bodies(takes_its_time, most_bytes=1000, seconds=20)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(bodies), base_url="http://test") as client:
        answer = await client.put(FILM, content=_chunks(1, 1, 1))
    assert answer.json() == {"size": 3}


async def test_a_film_flows_through() -> None:
    async with _client() as client:
        assert (await client.put(FILM, content=_chunks(900, 900))).json() == {"size": 1800}
        assert (await client.post(FILM, content=_chunks(900, 900))).status_code == 413


def test_the_addresses_of_films_are_those_of_the_operations_that_take_one() -> None:
    def routes(found: list[BaseRoute]) -> list[APIRoute]:
        return [route for route in found if isinstance(route, APIRoute)]

    taking = {
        (method, f"/api/v1{route.path}")
        for router in ROUTERS
        for route in routes(router.routes)
        for method in route.methods or ()
        if "requestBody" in (route.openapi_extra or {})
    }
    streamed = {
        (method, f"/api/v1{route.path}")
        for router in ROUTERS
        for route in routes(router.routes)
        for method in route.methods or ()
        if is_streamed(method, f"/api/v1{route.path}")
    }
    assert taking == streamed
    assert len(taking) == 3


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def _depth(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + max(map(_depth, value.values()), default=0)
    return 1 + max(map(_depth, value), default=0) if isinstance(value, list) else 0


@given(json_values, st.integers(0, 5))
def test_depth_is_that_of_the_value(value: Any, deepest: int) -> None:
    assert is_deeper_than(json.dumps(value).encode(), deepest) == (_depth(value) > deepest)


@pytest.mark.parametrize("opening", [b"[", b'{"a":', b'[{"a":'])
async def test_what_nests_too_deeply_is_refused_before_it_is_parsed(opening: bytes) -> None:
    async with _client(most_bytes=1_000_000) as client:
        answer = await client.post("/api/v1/me", content=opening * 100_000)
        shallow = await client.post("/api/v1/me", content=json.dumps([[]] * 1000).encode())
    assert (answer.status_code, answer.json()["code"]) == (422, "body.too_deep")
    assert shallow.status_code == 200


def test_a_body_made_to_be_slow_to_look_through_is_not() -> None:
    for body in (
        b'"\\"' * 300_000 + b"[" * 40,
        b"[" * 40 + b'"' + b'\\"' * 400_000 + b"\\",
        b"[]" * 500_000,
        b"[" * 1_000_000,
    ):
        is_deeper_than(body, DEEPEST)
