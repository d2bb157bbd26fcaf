"""No address, whatever its path and query hold, is answered with 500: what is no text, no number or no cursor is 422."""

from __future__ import annotations

import base64
import json
from functools import cache
from typing import Any
from urllib.parse import quote
from uuid import UUID

import pytest
from httpx import ASGITransport, AsyncClient

from tests.integration.people import person
from tests.integration.rest import rest
from tests.integration.review import Review, review
from videoplanet.features.deliver_media.api import build_media
from videoplanet.shared.errors import NotFound
from videoplanet.shared.ids import id_of

Json = dict[str, Any]
HUGE = "9" * 30


@cache
def operations() -> list[tuple[str, str, Json]]:
    paths = rest().openapi()["paths"]
    return [(method, path, operation) for path, item in paths.items() for method, operation in item.items()]


def parameters(kind: str) -> list[tuple[str, str, str, Json]]:
    return [
        (method, path, one["name"], one["schema"])
        for method, path, operation in operations()
        for one in operation.get("parameters", [])
        if one["in"] == kind
    ]


def cursor(*parts: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


HOSTILE_CURSORS = [
    "\0", "%", "한", "a" * 201, cursor(), cursor("", "", ""), cursor(1), cursor(HUGE), cursor(HUGE, HUGE), cursor("-1", "-1"),
    cursor("٣", "1"), cursor("1e3", "1"), cursor("0001-01-01T00:00:00+14:00", "0197c1a0-0000-7000-8000-000000000001"),
    cursor("9999-12-31T23:59:59-14:00", "0197c1a0-0000-7000-8000-000000000001"),
    cursor("2026-01-01T00:00:00", "0197c1a0-0000-7000-8000-000000000001"), cursor("\0", "\0"), cursor([["1"]]),
    base64.urlsafe_b64encode(b'["\\ud83d", "1"]').decode(), base64.urlsafe_b64encode(b'"xx"').decode(),
    base64.urlsafe_b64encode(b"[" * 150).decode(),
]  # fmt: skip


class Site:
    """The gateway, asked as the owner of a film."""

    def __init__(self, gateway: AsyncClient, film: Review) -> None:
        self._gateway = gateway
        self._headers = film.owner.bearer
        self._places = {"project_id": film.project_id, "video_id": film.video_id}

    async def ask(self, method: str, path: str, *, put: tuple[str, str] | None = None, query: str = "") -> Any:
        """Return the answer to an operation with one path parameter replaced."""
        for name, value in {**self._places, **dict([put] if put else [])}.items():
            path = path.replace(f"{{{name}}}", quote(str(value), safe=""))
        while "{" in path:
            before, _, rest = path.partition("{")
            path = before + "0197c1a0-0000-7000-8000-000000000001" + rest.partition("}")[2]
        return await self._gateway.request(method, f"{path}?{query}", headers=self._headers)


@pytest.fixture
async def asked(gateway: AsyncClient) -> Site:
    return Site(gateway, await review())


async def test_nul_in_any_path_is_refused(asked: Site) -> None:
    found = parameters("path")
    assert len(found) > 50
    for method, path, name, _ in found:
        answer = await asked.ask(method, path, put=(name, "a\0b"))
        assert (answer.status_code, name in answer.text) == (422, True), (method, path, name, answer.text)


async def test_nul_in_any_query_is_refused(asked: Site) -> None:
    for method, path, _ in operations():
        for name in [one for m, p, one, _ in parameters("query") if (m, p) == (method, path)] + ["nobody_knows"]:
            answer = await asked.ask(method, path, query=f"{name}=a%00b")
            assert (answer.status_code, name in answer.text) == (422, True), (method, path, name, answer.text)


async def test_bytes_that_are_no_text_are_never_an_error_of_ours(asked: Site) -> None:
    for method, path, _ in operations():
        answer = await asked.ask(method, path, query="%ed%a0%bd=%ff&q=%ed%a0%bd&cursor=%ff")
        assert answer.status_code < 500, (method, path, answer.text)


async def test_cursors_that_are_none_of_ours_are_refused(asked: Site) -> None:
    lists = [(method, path) for method, path, name, _ in parameters("query") if name == "cursor"]
    assert len(lists) >= 5
    for method, path in lists:
        for hostile in HOSTILE_CURSORS:
            answer = await asked.ask(method, path, query=f"cursor={quote(hostile, safe='')}")
            assert answer.status_code == 422, (method, path, hostile, answer.text)
            assert "cursor" in answer.text


async def test_numbers_that_no_column_holds_are_refused(asked: Site) -> None:
    for kind in ("path", "query"):
        for method, path, name, schema in parameters(kind):
            types = {one.get("type") for one in [schema, *schema.get("anyOf", [])]}
            if "integer" not in types:
                continue
            for hostile in (HUGE, "-1", "1.5", "true", "NaN", "9" * 5000):
                if kind == "path":
                    answer = await asked.ask(method, path, put=(name, hostile))
                else:
                    answer = await asked.ask(method, path, query=f"{name}={hostile}")
                assert answer.status_code == 422, (method, path, name, hostile, answer.text)


async def test_a_body_that_is_no_json_is_malformed(gateway: AsyncClient) -> None:
    headers = {**(await person("Writer")).bearer, "Content-Type": "application/json"}
    for text in (b"{", b"\xff\xfe", b'{"name": tru}', b"1" * 5000, b"{'name': 1}"):
        answer = await gateway.post("/api/v1/projects", content=text, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (400, "malformed"), (text, answer.text)


STRANGE = [
    b"\xff\xfe",
    b"\x01",
    b"=",
    b'"',
    b"," * 500,
    b"a" * 5000,
    b"\xed\xa0\xbd",
    b"q=nan",
    b"W/",
    b"bytes=-",
    b"; boundary",
]
HEADERS = (
    "authorization", "cookie", "accept-language", "if-match", "if-none-match", "idempotency-key", "content-type", "content-digest",
    "user-agent", "range", "origin", "accept",
)  # fmt: skip


async def test_strange_headers_are_never_an_error_of_ours(gateway: AsyncClient) -> None:
    film = await review()
    body = {"version": 1, "body": "색이 튑니다"}
    for name in HEADERS:
        for value in STRANGE:
            headers = (
                [(b"authorization", film.owner.bearer["Authorization"].encode())] if name != "authorization" else []
            )
            headers.append((name.encode(), value))
            for method, path in (("GET", f"/videos/{film.video_id}"), ("POST", film.comments.removeprefix("/api/v1"))):
                content = {"json": body} if method == "POST" and name != "content-type" else {"content": b"{}"}
                answer = await gateway.request(method, f"/api/v1{path}", headers=headers, **content)
                assert answer.status_code < 500, (method, name, value, answer.text)


async def test_addresses_of_media_that_are_none_are_not_found() -> None:
    async with AsyncClient(transport=ASGITransport(build_media()), base_url="http://127.0.0.1:3000") as media:
        for token in ("%00", "a%00b", "%ff", "x" * 3000, "..", "%ed%a0%bd"):
            for name in ("original", "%00", "hls/%00.m3u8", "%ff", "downloads/%00.mp4"):
                for query in ("", "?download", "?download=%00", "?%00"):
                    answer = await media.get(f"/media/{token}/{name}{query}")
                    assert answer.status_code in (401, 403, 404, 410, 422), (token, name, answer.text)


ID = "0197c1a0-0000-7000-8000-00000000000a"
OTHER_FORMS = [ID.upper(), ID.replace("-", ""), f"{{{ID}}}", f"urn:uuid:{ID}"]


@pytest.mark.parametrize("form", OTHER_FORMS)
async def test_an_id_has_one_form(asked: Site, form: str) -> None:
    ids = [(method, path, name) for method, path, name, schema in parameters("path") if schema.get("format") == "uuid"]
    assert len(ids) > 30
    answers = {
        f"{method} {path}": (await asked.ask(method, path, put=(name, form))).status_code for method, path, name in ids
    }
    assert {where: status for where, status in answers.items() if status != 404} == {}


@pytest.mark.parametrize("form", OTHER_FORMS)
async def test_and_so_it_has_on_a_socket_and_a_page(form: str) -> None:
    assert id_of(ID) == UUID(ID)
    with pytest.raises(NotFound):
        id_of(form)


@pytest.mark.parametrize("value", ["yes", "1", "True", "TRUE", "on", "t", "0", ""])
async def test_what_is_true_or_false_says_so(asked: Site, value: str) -> None:
    def may_be_bool(schema: Json) -> bool:
        return "boolean" in [schema.get("type"), *(one.get("type") for one in schema.get("anyOf", ()))]

    truths = [(method, path, name) for method, path, name, schema in parameters("query") if may_be_bool(schema)]
    assert len(truths) >= 3
    for method, path, name in truths:
        assert (await asked.ask(method, path, query=f"{name}={value}")).status_code == 422, (path, name)
        assert (await asked.ask(method, path, query=f"{name}=true")).status_code == 200, (path, name)
