"""Mail over SMTP, to a small server that takes what it is given."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import orjson
import pytest

from videoplanet.shared.db.encrypted import encrypt
from videoplanet.shared.mail import send_mail


class Mailbox:
    """What arrived. `refuses` answers every recipient with a permanent error."""

    def __init__(self) -> None:
        self.letters: list[bytes] = []
        self.refuses = False
        self.port = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Speak as little SMTP (RFC 5321) as a client needs."""

        async def say(line: str) -> None:
            writer.write(f"{line}\r\n".encode())
            await writer.drain()

        await say("220 ready")
        while line := (await reader.readline()).decode().strip().upper():
            if line == "DATA":
                await say("354 go on")
                self.letters.append((await reader.readuntil(b"\r\n.\r\n")).removesuffix(b".\r\n"))
                await say("250 taken")
            elif line.startswith("RCPT") and self.refuses:
                await say("550 unknown here")
            elif line == "QUIT":
                await say("221 bye")
                break
            else:
                await say("250 ok")
        writer.close()


@pytest.fixture
async def mailbox(settings: Any) -> AsyncIterator[Mailbox]:
    """A server on this machine, named by the settings."""
    box = Mailbox()
    server = await asyncio.start_server(box.serve, "127.0.0.1", 0)
    box.port = server.sockets[0].getsockname()[1]
    settings(smtp_url=f"smtp://127.0.0.1:{box.port}", mail_from="브이래닛 <post@films.example.com>")
    async with server:
        yield box


def letter(**changes: str) -> str:
    fields = {"id": "1", "to": "jiwoo@example.com", "subject": "봄 캠페인", "body": "안녕하세요.\n"} | changes
    return encrypt(orjson.dumps(fields).decode()).decode()


async def test_a_letter_arrives_as_it_was_written(mailbox: Mailbox) -> None:
    await send_mail(letter())
    message = message_from_bytes(mailbox.letters[0], policy=default)
    assert (message["To"], message["Subject"]) == ("jiwoo@example.com", "봄 캠페인")
    assert message["From"] == "브이래닛 <post@films.example.com>"
    assert message["Message-ID"] == "<1@films.example.com>"
    body = message.get_body()
    assert body is not None
    assert body.get_content().strip() == "안녕하세요."


SUBJECTS = (
    "김지우 님이 ‘봄 캠페인 🌸 아주 긴 이름의 봄 시즌 브랜드 캠페인 Campaign’ 프로젝트에 함께하자고 했습니다",
    "김지우 님이 🌸🌸🌸 프로젝트에 함께하자고 했습니다",
    "Alexandra invited you to 한빛 음료 spring campaign 2026 with a very long name that has to be folded somewhere",
    "an ordinary subject",
    *(f"{'가' * length} 나 다 라 {'x' * length} 🌸 마 바" for length in range(1, 40)),
)


@pytest.mark.parametrize("subject", SUBJECTS)
async def test_a_subject_keeps_every_space_wherever_it_is_folded(mailbox: Mailbox, subject: str) -> None:
    await send_mail(letter(subject=subject))
    header, _, _ = mailbox.letters[0].partition(b"\r\n\r\n")
    assert max(len(line) for line in header.split(b"\r\n")) <= 78
    assert message_from_bytes(mailbox.letters[0], policy=default)["Subject"] == subject


async def test_without_a_server_the_letter_is_a_file_that_can_be_read(settings: Any, tmp_path: Path) -> None:
    settings(home=str(tmp_path))
    await send_mail(letter())
    await send_mail(letter())
    (file,) = (tmp_path / "mail").iterdir()
    assert file.name == "1.eml"
    assert "안녕하세요." in file.read_text("utf-8")


async def test_an_address_that_is_refused_for_good_is_not_tried_again(mailbox: Mailbox) -> None:
    mailbox.refuses = True
    await send_mail(letter())
    assert mailbox.letters == []


async def test_a_password_is_never_sent_without_tls(mailbox: Mailbox, settings: Any) -> None:
    settings(smtp_url=f"smtp://user:secret@127.0.0.1:{mailbox.port}")
    with pytest.raises(RuntimeError, match="no TLS"):
        await send_mail(letter())


async def test_a_server_that_is_away_is_an_error_so_that_the_job_tries_again(settings: Any) -> None:
    settings(smtp_url="smtp://127.0.0.1:1")
    with pytest.raises(OSError, match=r"."):
        await send_mail(letter())


@pytest.mark.parametrize("field", ["to", "subject"])
async def test_a_line_break_cannot_add_a_header(field: str) -> None:
    with pytest.raises(ValueError, match="linefeed"):
        await send_mail(letter(**{field: "a\nBcc: evil@example.com"}))
