"""One part at its signed address: exactly its bytes, unharmed, in time, or not at all; what was refused never counts."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from httpx import ASGITransport, AsyncClient

from tests.integration.films import changed, stored
from tests.integration.people import Person, project
from tests.integration.rest import rest
from tests.integration.resumable import begin, complete, digest_header, padded, part_of, see, send_parts, taking_in
from videoplanet.app.door import flowing
from videoplanet.app.door.bodies import Bodies
from videoplanet.entities.upload import part_address
from videoplanet.entities.upload.part_address import part_path
from videoplanet.shared.config import get_settings
from videoplanet.shared.storage import close_storage, prepare_storage
from videoplanet.shared.storage_multipart import PART_BYTES

BODY = b"twelve bytes"


async def opened(gateway: AsyncClient, owner: Person, size: int = len(BODY)) -> dict[str, Any]:
    answer = await begin(gateway, owner, await project(owner), size)
    assert answer.status_code == 201, answer.text
    upload: dict[str, Any] = answer.json()
    return upload


async def sign(gateway: AsyncClient, owner: Person, upload: dict[str, Any], number: int, body: bytes) -> dict[str, Any]:
    wanted = {"number": number, "sha256": hashlib.sha256(body).hexdigest()}
    answer = await gateway.post(f"/api/v1/uploads/{upload['upload_id']}/parts", json=wanted, headers=owner.bearer)
    assert answer.status_code == 200, answer.text
    signed: dict[str, Any] = answer.json()
    return signed


async def test_a_part_with_the_wrong_checksum_is_refused_and_does_not_count(
    owner: Person, gateway: AsyncClient
) -> None:
    upload = await opened(gateway, owner)
    for body, headers in ((BODY[::-1], digest_header(BODY)), (BODY[:-1] + b"?", digest_header(BODY))):
        refused = await gateway.put(upload["parts"][0]["url"], content=body, headers=headers)
        assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "upload.checksum_mismatch")
    assert (await see(gateway, owner, upload))["arrived"] == []
    assert (await gateway.put(upload["parts"][0]["url"], content=BODY, headers=digest_header(BODY))).status_code == 200
    again = await gateway.put(upload["parts"][0]["url"], content=BODY[::-1], headers=digest_header(BODY))
    assert again.status_code == 422
    (part,) = (await see(gateway, owner, upload))["arrived"]
    assert part["sha256"] == hashlib.sha256(BODY).hexdigest()


async def test_an_address_signed_for_some_bytes_takes_no_others(owner: Person, gateway: AsyncClient) -> None:
    upload = await opened(gateway, owner)
    signed = await sign(gateway, owner, upload, 1, BODY)
    assert signed["headers"] == digest_header(BODY)
    for headers in ({}, digest_header(BODY[::-1])):
        refused = await gateway.put(signed["url"], content=BODY[::-1], headers=headers)
        assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "upload.checksum_mismatch")
    assert (await gateway.put(signed["url"], content=BODY, headers=signed["headers"])).status_code == 200


@pytest.mark.parametrize("header", ["", "md5=:abcd:", "sha-256=abcd", "sha-256=:abcd:", "sha-256=:!!:", "nonsense"])
async def test_a_digest_that_says_nothing_is_refused(header: str, owner: Person, gateway: AsyncClient) -> None:
    upload = await opened(gateway, owner)
    refused = await gateway.put(upload["parts"][0]["url"], content=BODY, headers={"Content-Digest": header})
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "upload.digest")


async def test_a_digest_among_others_is_found(owner: Person, gateway: AsyncClient) -> None:
    upload = await opened(gateway, owner)
    header = "md5=:CY9rzUYh03PK3k6DJie09g==:, " + digest_header(BODY)["Content-Digest"]
    sent = await gateway.put(upload["parts"][0]["url"], content=BODY, headers={"Content-Digest": header})
    assert sent.status_code == 200


@pytest.mark.parametrize("body", [b"", BODY[:-1], BODY + b"!", bytes(PART_BYTES + 1)])
async def test_fewer_or_more_bytes_than_declared_are_refused(body: bytes, owner: Person, gateway: AsyncClient) -> None:
    upload = await opened(gateway, owner)

    async def unannounced() -> AsyncIterator[bytes]:
        for at in range(0, len(body), 1 << 16):
            yield body[at : at + (1 << 16)]

    for content in (body, unannounced()):
        refused = await gateway.put(upload["parts"][0]["url"], content=content)
        assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "upload.part_size")
    assert await stored("select * from upload_part") == []


@pytest.mark.parametrize("number", [0, 2, -1, 10**9])
async def test_numbers_out_of_range_are_refused(number: int, owner: Person, gateway: AsyncClient) -> None:
    upload = await opened(gateway, owner)
    (row,) = await stored("select * from upload")
    path = part_path(row["id"], number, int(row["expires_at"].timestamp()))
    refused = await gateway.put(path, content=BODY)
    assert refused.status_code == 422, refused.text
    assert refused.json()["errors"][0]["code"] in ("upload.part_number", "field.too_small", "field.too_large")
    body = {"number": number, "sha256": "0" * 64}
    answer = await gateway.post(f"/api/v1/uploads/{upload['upload_id']}/parts", json=body, headers=owner.bearer)
    assert answer.status_code == 422


async def test_only_signed_addresses_take_parts_and_only_for_a_while(
    owner: Person, gateway: AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = await opened(gateway, owner)
    address = urlsplit(upload["parts"][0]["url"])
    expires = parse_qs(address.query)["expires"][0]
    signature = parse_qs(address.query)["signature"][0]
    longer = f"{address.path}?expires={int(expires) + 3600}&signature={signature}"
    other = f"{address.path[:-1]}2?{address.query}"
    bound = f"{address.path}?{address.query}&sha256={'0' * 64}"
    for path in (longer, other, bound, f"{address.path}?expires={expires}&signature=x"):
        assert (await gateway.put(path, content=BODY)).status_code == 404
    assert (await gateway.put(address.path, content=BODY)).status_code == 422
    (row,) = await stored("select * from upload")
    old = part_path(row["id"], 1, 1_700_000_000)
    refused = await gateway.put(old, content=BODY)
    assert (refused.status_code, refused.json()["code"]) == (403, "upload.address_expired")
    monkeypatch.setattr(part_address, "_signature", lambda *_said: "s" * 40)
    assert (
        await gateway.put(f"{address.path}?expires={expires}&signature={'s' * 40}", content=BODY)
    ).status_code == 200


async def test_a_completed_upload_takes_no_more_parts(owner: Person, gateway: AsyncClient) -> None:
    upload = await opened(gateway, owner)
    url = upload["parts"][0]["url"]
    await gateway.put(url, content=BODY)
    async with taking_in():
        assert (await complete(gateway, owner, upload)).status_code == 415
    late = await gateway.put(url, content=BODY)
    assert (late.status_code, late.json()["code"]) == (409, "upload.closed")
    signing = await gateway.post(
        f"/api/v1/uploads/{upload['upload_id']}/parts", json={"number": 1, "sha256": "0" * 64}, headers=owner.bearer
    )
    assert (signing.status_code, signing.json()["code"]) == (409, "upload.closed")


async def test_a_connection_that_breaks_in_a_part_leaves_the_others_and_not_this_one(
    owner: Person, gateway: AsyncClient
) -> None:
    blob = padded(size=PART_BYTES + 70_000)
    upload = await opened(gateway, owner, len(blob))
    await gateway.put(upload["parts"][1]["url"], content=part_of(blob, 2))
    address = urlsplit(upload["parts"][0]["url"])
    pieces = iter([part_of(blob, 1)[:400_000], part_of(blob, 1)[400_000:3_000_000]])
    answered: list[Any] = []

    async def receive() -> dict[str, Any]:
        piece = next(pieces, None)
        if piece is None:
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": piece, "more_body": True}

    async def send(message: Any) -> None:
        answered.append(message)

    scope = {
        "type": "http",
        "method": "PUT",
        "path": address.path,
        "query_string": address.query.encode(),
        "headers": [(b"content-length", str(PART_BYTES).encode()), (b"host", b"127.0.0.1:3000")],
        "client": ("203.0.113.7", 1),
        "server": ("127.0.0.1", 3000),
        "scheme": "http",
    }
    await rest()(scope, receive, send)
    assert answered[0]["status"] == 422
    seen = await see(gateway, owner, upload)
    assert [part["number"] for part in seen["arrived"]] == [2]
    async with taking_in():
        await send_parts(gateway, seen, blob)
        assert (await complete(gateway, owner, upload)).status_code == 201


async def test_a_part_that_stops_coming_is_told_so_and_can_be_sent_again(
    owner: Person, gateway: AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = await opened(gateway, owner)
    monkeypatch.setattr(flowing, "STILL_SECONDS", 0.2)

    async def stops() -> AsyncIterator[bytes]:
        yield BODY[:-1]
        await asyncio.Event().wait()

    bodies = Bodies(rest(), most_bytes=1000, seconds=20)
    async with AsyncClient(transport=ASGITransport(bodies), base_url=str(gateway.base_url)) as slow:
        told = await slow.put(upload["parts"][0]["url"], content=stops(), headers=digest_header(BODY))
    assert (told.status_code, told.json()["code"]) == (408, "too_slow")
    assert (await see(gateway, owner, upload))["arrived"] == []
    again = await gateway.put(upload["parts"][0]["url"], content=BODY, headers=digest_header(BODY))
    assert again.status_code == 200


async def test_while_the_storage_is_away_parts_wait_and_none_is_lost(
    owner: Person, gateway: AsyncClient, settings: Callable[..., None]
) -> None:
    blob = padded(size=PART_BYTES + 70_000)
    upload = await opened(gateway, owner, len(blob))
    await gateway.put(upload["parts"][0]["url"], content=part_of(blob, 1))
    there = str(get_settings().s3_endpoint_url)
    settings(s3_endpoint_url="http://127.0.0.1:9")
    await close_storage()
    try:
        away = await gateway.put(upload["parts"][1]["url"], content=part_of(blob, 2))
        assert (away.status_code, away.json()["code"]) == (503, "unavailable")
    finally:
        settings(s3_endpoint_url=there)
        await close_storage()
    seen = await see(gateway, owner, upload)
    assert [part["number"] for part in seen["parts"]] == [2]
    async with taking_in():
        await send_parts(gateway, seen, blob)
        assert (await complete(gateway, owner, upload)).status_code == 201


async def test_a_part_the_storage_lost_is_asked_for_again(owner: Person, gateway: AsyncClient) -> None:
    blob = padded(size=PART_BYTES + 70_000)
    upload = await opened(gateway, owner, len(blob))
    await send_parts(gateway, upload, blob)
    await changed("update upload_part set etag = '\"gone\"' where number = 2")
    async with taking_in():
        refused = await complete(gateway, owner, upload)
        assert (refused.status_code, refused.json()["code"]) == (409, "upload.parts_missing")
        seen = await see(gateway, owner, upload)
        assert (seen["status"], [part["number"] for part in seen["parts"]]) == ("open", [2])
        await send_parts(gateway, seen, blob)
        assert (await complete(gateway, owner, upload)).status_code == 201


async def test_browsers_send_parts_to_the_storage_where_they_reach_it(
    owner: Person, gateway: AsyncClient, settings: Callable[..., None]
) -> None:
    settings(s3_public_url=str(get_settings().s3_endpoint_url))
    await close_storage()
    await prepare_storage()
    blob = padded(size=PART_BYTES + 70_000)
    try:
        upload = await opened(gateway, owner, len(blob))
        signed = await sign(gateway, owner, upload, 1, part_of(blob, 1))
        assert signed["url"].startswith(str(get_settings().s3_public_url))
        async with AsyncClient(trust_env=False) as browser:
            sent = await browser.put(signed["url"], content=part_of(blob, 1), headers=signed["headers"])
            assert sent.status_code == 200, sent.text
        seen = await see(gateway, owner, upload)
        assert [(part["number"], part["sha256"]) for part in seen["arrived"]] == [
            (1, hashlib.sha256(part_of(blob, 1)).hexdigest())
        ]
        unchecked = await gateway.put(seen["parts"][0]["url"], content=part_of(blob, 2))
        assert unchecked.json()["errors"][0]["code"] == "upload.digest"
        await send_parts(gateway, seen, blob)
        async with taking_in():
            assert (await complete(gateway, owner, upload)).status_code == 201
        (row,) = await stored("select * from version")
        assert row["parts_sha256"] is not None
    finally:
        settings(s3_public_url="")
        await close_storage()


async def test_parts_of_many_films_arrive_at_once(owner: Person, gateway: AsyncClient) -> None:
    project_id = await project(owner)
    answers = await asyncio.gather(*(begin(gateway, owner, project_id, 5) for _ in range(8)))
    urls = [answer.json()["parts"][0]["url"] for answer in answers]
    sent = await asyncio.gather(*(gateway.put(url, content=b"%05d" % at) for at, url in enumerate(urls)))
    assert [answer.status_code for answer in sent] == [200] * 8
    assert len(await stored("select * from upload_part")) == 8
