"""The door gives every answer its id and its security headers, and resolves the caller's true address."""

from __future__ import annotations

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import Receive, Scope, Send

from videoplanet.app.door.middleware import Door


async def _echo(scope: Scope, receive: Receive, send: Send) -> None:
    request = Request(scope)
    answer: Response = JSONResponse({"address": request.client.host if request.client else None})
    if request.url.path == "/page":
        answer = HTMLResponse("<p>hello</p>")
    if request.url.path == "/own":
        answer = HTMLResponse("<p>own</p>", headers={"Content-Security-Policy": "default-src 'none'"})
    await answer(scope, receive, send)


def _client(**options: object) -> httpx.AsyncClient:
    settings = {"content_policy": "default-src 'self'", "is_https": False, "trusted_proxy_hops": 0, **options}
    door = Door(_echo, **settings)  # type: ignore[arg-type]
    return httpx.AsyncClient(transport=httpx.ASGITransport(door), base_url="http://test")


async def test_pages_carry_the_content_policy_unless_they_bring_their_own() -> None:
    async with _client() as client:
        assert (await client.get("/page")).headers["content-security-policy"] == "default-src 'self'"
        assert (await client.get("/own")).headers["content-security-policy"] == "default-src 'none'"
        assert "content-security-policy" not in (await client.get("/data")).headers


async def test_every_answer_is_named_and_not_sniffed() -> None:
    async with _client() as client:
        answer = await client.get("/data", headers={"X-Request-ID": "from-the-caller-1"})
        assert answer.headers["x-request-id"] == "from-the-caller-1"
        assert answer.headers["x-content-type-options"] == "nosniff"
        made = (await client.get("/data", headers={"X-Request-ID": "bad id\t"})).headers["x-request-id"]
        assert made != "bad id"
        assert len(made) == 32


@pytest.mark.parametrize(("is_https", "expected"), [(True, True), (False, False)])
async def test_hsts_is_sent_over_tls_only(is_https: bool, expected: bool) -> None:
    async with _client(is_https=is_https) as client:
        assert ("strict-transport-security" in (await client.get("/data")).headers) is expected


async def test_forwarded_addresses_are_believed_only_behind_trusted_proxies() -> None:
    forged = {"X-Forwarded-For": "6.6.6.6, 10.0.0.9"}
    async with _client() as client:
        assert (await client.get("/data", headers=forged)).json()["address"] == "127.0.0.1"
    async with _client(trusted_proxy_hops=1) as client:
        assert (await client.get("/data", headers=forged)).json()["address"] == "10.0.0.9"


async def test_built_assets_are_cached_for_good() -> None:
    async with _client() as client:
        assert "immutable" in (await client.get("/assets/app-abc.js")).headers["cache-control"]
