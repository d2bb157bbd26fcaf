"""A form is read as it comes, whatever the pieces, names and mistakes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request
from starlette.types import Message

from videoplanet.features.upload_video.multipart import incoming_film
from videoplanet.shared.errors import Invalid, VideoPlanetError

BOUNDARY = "----film"


def part(name: str, body: bytes, filename: str | None = None) -> bytes:
    named = f'; filename="{filename}"' if filename is not None else ""
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{named}\r\n'
    kind = "Content-Type: video/mp4\r\n" if filename is not None else ""
    return f"{head}{kind}\r\n".encode() + body + b"\r\n"


def form(*parts: bytes) -> bytes:
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


def sent(
    pieces: Sequence[bytes], *, content_type: str = f"multipart/form-data; boundary={BOUNDARY}", gone: bool = False
) -> Request:
    messages: list[Message] = [{"type": "http.request", "body": piece, "more_body": True} for piece in pieces]
    messages.append({"type": "http.disconnect"} if gone else {"type": "http.request", "body": b"", "more_body": False})
    queue = iter(messages)

    async def receive() -> Message:
        return next(queue)

    return Request({"type": "http", "method": "POST", "headers": [(b"content-type", content_type.encode())]}, receive)


async def read(request: Request) -> tuple[str, str | None, bytes]:
    film = await incoming_film(request)
    body = b"".join([chunk async for chunk in film.chunks])
    return film.filename, film.title, body


@given(body=st.binary(max_size=400), cut=st.integers(1, 60), title_first=st.booleans())
async def test_a_form_is_the_same_in_whatever_pieces_it_comes(body: bytes, cut: int, title_first: bool) -> None:
    parts = [part("title", "봄 광고".encode()), part("file", body, "컷.mp4")]
    whole = form(*(parts if title_first else parts[::-1]))
    pieces = [whole[at : at + cut] for at in range(0, len(whole), cut)]
    assert await read(sent(pieces)) == ("컷.mp4", "봄 광고", body)


@pytest.mark.parametrize("filename", ["봄 🎬.mp4", "it's 50%.mov", "../../etc/passwd", "a%22b.mp4", ""])
async def test_a_name_comes_as_it_was_sent(filename: str) -> None:
    assert (await read(sent([form(part("file", b"x", filename))])))[0] == filename


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        (sent([b"{}"], content_type="application/json"), "upload.not_multipart"),
        (sent([b"x"], content_type="multipart/form-data"), "upload.not_multipart"),
        (sent([b"no boundary in here"]), "upload.not_multipart"),
        (sent([form(part("title", b"x"))]), "field.missing"),
        (sent([form(part("title", b"x" * 5000), part("file", b"x", "a.mp4"))]), "field.too_long"),
        (sent([form(part("file", b"x", "a.mp4"), part("file", b"y", "b.mp4"))]), "field.too_many"),
        (sent([part("file", b"half a film", "a.mp4")]), "upload.incomplete"),
        (sent([part("file", b"half a film", "a.mp4")], gone=True), "upload.incomplete"),
        (sent([], gone=True), "upload.incomplete"),
    ],
)
async def test_a_form_that_is_wrong_is_refused_with_its_reason(request_: Request, code: str) -> None:
    with pytest.raises(VideoPlanetError) as refusal:
        await read(request_)
    assert isinstance(refusal.value, Invalid)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("named", "filename"),
    [
        ("filename*=UTF-8''%ED%95%9C%EA%B8%80.mp4", "한글.mp4"),
        ("filename*=iso-8859-1'en'%A3.mp4", "£.mp4"),
        ('filename*0="long "; filename*1="name.mp4"', "long name.mp4"),
        ("filename*=UTF-8''a.mp4; filename=\"b.mp4\"", "b.mp4"),
        ("filename*=nonsense''%ff.mp4", "ÿ.mp4"),
        ("filename*=UTF-8''%ED%A0%BD.mp4", "\ufffd\ufffd\ufffd.mp4"),
    ],
)
async def test_a_form_may_name_its_file_in_the_extended_way_only(named: str, filename: str) -> None:
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; {named}\r\n\r\n'.encode()
    assert (await read(sent([form(head + b"film\r\n")]))) == (filename, None, b"film")


@pytest.mark.parametrize("named", ["filename*=UTF-8''%00.mp4", 'filename="a\0.mp4"'])
async def test_a_name_with_nul_is_refused(named: str) -> None:
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; {named}\r\n\r\n'.encode()
    with pytest.raises(Invalid) as refused:
        await read(sent([form(head + b"film\r\n")]))
    assert [error.field for error in refused.value.errors] == ["file"]
