"""The door gives every answer its id and its security headers, and resolves the caller's true address."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import Message, Receive, Scope, Send

from videoplanet.app.door.hosts import Hosts
from videoplanet.app.door.keeping import Keeping
from videoplanet.app.door.middleware import Door


async def _echo(scope: Scope, receive: Receive, send: Send) -> None:
    request = Request(scope)
    answer: Response = JSONResponse(
        {"address": request.client.host if request.client else None, "origin": request.headers.get("origin")}
    )
    if request.url.path == "/page":
        answer = HTMLResponse("<p>hello</p>")
    if request.url.path == "/elsewhere":
        answer = RedirectResponse(request.url.replace(path="/elsewhere/"))
    if request.url.path == "/own":
        answer = HTMLResponse("<p>own</p>", headers={"Content-Security-Policy": "default-src 'none'"})
    await answer(scope, receive, send)


def _client(**options: object) -> httpx.AsyncClient:
    settings = {
        "content_policy": "default-src 'self'",
        "keeping": Keeping(),
        "is_https": False,
        "trusted_proxy_hops": 0,
        "hosts": Hosts(frozenset({"test"}), any_number=True),
        "own_origin": "http://localhost:3000",
        **options,
    }
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


@pytest.mark.parametrize(("is_https", "scheme"), [(True, "https"), (False, "http")])
async def test_what_leads_on_behind_a_tls_proxy_leads_to_tls(is_https: bool, scheme: str) -> None:
    async with _client(is_https=is_https) as client:
        assert (await client.get("/elsewhere")).headers["location"] == f"{scheme}://test/elsewhere/"


async def test_forwarded_addresses_are_believed_only_behind_trusted_proxies() -> None:
    forged = {"X-Forwarded-For": "6.6.6.6, 10.0.0.9"}
    async with _client() as client:
        assert (await client.get("/data", headers=forged)).json()["address"] == "127.0.0.1"
    async with _client(trusted_proxy_hops=1) as client:
        assert (await client.get("/data", headers=forged)).json()["address"] == "10.0.0.9"


async def test_built_assets_are_cached_for_good() -> None:
    async with _client() as client:
        assert "immutable" in (await client.get("/assets/app-abc.js")).headers["cache-control"]


@pytest.mark.parametrize("path", ["/page", "/data", "/api/v1/me", "/assets/app.js"])
async def test_nothing_is_answered_under_another_sites_name(path: str) -> None:
    async with _client() as client:
        refused = await client.get(path, headers={"Host": "rebound.example.com", "Accept-Language": "en"})
        assert (refused.status_code, refused.json()["code"]) == (421, "other_host")
        assert refused.headers["x-content-type-options"] == "nosniff"
        assert (await client.get(path, headers={"Host": "TEST:8080"})).status_code == 200


async def test_whoever_watches_over_the_process_may_ask_for_its_health_under_any_name() -> None:
    async with _client() as client:
        assert (await client.get("/api/v1/health/live", headers={"Host": "10.1.2.3.pod.example"})).status_code == 200


@pytest.mark.parametrize("path", ["/page%0a", "/data%0A", "/metrics%0d%0a", "/api/v1/projects%0a", "/%00", "/own%7f/x"])
async def test_no_path_holds_a_control_character(path: str) -> None:
    async with _client() as client:
        refused = await client.get(path)
        assert (refused.status_code, refused.json()["code"]) == (404, "not_found")
        assert refused.headers["x-content-type-options"] == "nosniff"
        assert (await client.get("/%ED%95%9C?q=%0a")).status_code == 200


@pytest.mark.parametrize(
    ("path", "host", "code"), [("/_event", b"rebound.example.com", 4421), ("/ws/project/1\n", b"test", 4404)]
)
async def test_a_websocket_under_another_sites_name_or_such_a_path_is_not_accepted(
    path: str, host: bytes, code: int
) -> None:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async with _client() as client:
        door = client._transport.app  # type: ignore[attr-defined]
        scope = {"type": "websocket", "path": path, "scheme": "ws", "headers": [(b"host", host)]}
        await door(scope, receive, send)
    assert sent == [{"type": "websocket.close", "code": code}]


async def test_a_page_opened_by_an_address_of_this_machine_is_the_sites_own() -> None:
    here = {"Host": "192.168.0.7:3000"}
    async with _client() as client:
        own = await client.get("/data", headers={**here, "Origin": "http://192.168.0.7:3000"})
        other = await client.get("/data", headers={**here, "Origin": "http://192.168.0.9:3000"})
    assert own.json()["origin"] == "http://localhost:3000"
    assert other.json()["origin"] == "http://192.168.0.9:3000"


async def test_behind_a_public_url_no_origin_is_taken_for_another() -> None:
    async with _client(hosts=Hosts(frozenset({"127.0.0.1"}), any_number=False)) as client:
        answer = await client.get("/data", headers={"Host": "127.0.0.1:3000", "Origin": "http://127.0.0.1:3000"})
    assert answer.json()["origin"] == "http://127.0.0.1:3000"


async def test_data_of_the_api_is_kept_by_nobody_and_its_descriptions_may_be() -> None:
    async with _client() as client:
        assert (await client.get("/api/v1/me")).headers["cache-control"] == "no-store"
        for description in ("/api/v1/openapi.json", "/api/v1/asyncapi.json"):
            assert "cache-control" not in (await client.get(description)).headers


@pytest.mark.parametrize(
    ("path", "is_public"),
    [
        ("/", True),
        ("/robots.txt", True),
        ("/assets/entry-1.js", True),
        ("/s/3f9a", False),
        ("/invitations/3f9a", False),
        ("/sign-in", False),
        ("/home", False),
        ("/media/3f9a/poster.jpg", False),
        ("/api/v1/videos", False),
        ("/page", False),
        ("/own", False),
        ("/a-page-of-tomorrow", False),
    ],
)
async def test_search_engines_may_show_what_is_public_and_nothing_else(path: str, is_public: bool) -> None:
    async with _client() as client:
        answer = await client.get(path)
    assert answer.headers.get("x-robots-tag") == (None if is_public else "noindex, nofollow")
    assert answer.headers["referrer-policy"] == "same-origin"


def test_robots_are_let_onto_the_landing_page_only() -> None:
    lines = (Path(__file__).parents[4] / "assets" / "robots.txt").read_text().splitlines()
    assert lines == ["User-agent: *", "Allow: /$", "Allow: /assets/", "Disallow: /"]
