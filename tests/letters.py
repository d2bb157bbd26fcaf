"""Reading mails as their recipients do: from the queue within a test's own process, from the home's folder of a served product."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import orjson
from sqlalchemy import text

from videoplanet.shared.db.encrypted import decrypt
from videoplanet.shared.db.engine import engine

CODE = re.compile(r"^\d{6}$", re.MULTILINE)
INVITATION = re.compile(r"/invitations/([\w-]+)")
_QUEUED = "select args from procrastinate_jobs where task_name = 'videoplanet:send_mail' order by id"


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail."""

    to: str
    subject: str
    body: str

    @property
    def code(self) -> str:
        """The code it tells; fails when it tells none."""
        (code,) = CODE.findall(self.body)
        return str(code)

    @property
    def invitation(self) -> str:
        """The token of the invitation it leads to; fails when it leads to none."""
        (token,) = INVITATION.findall(self.body)
        return str(token)


async def queued_letters(to: str = "") -> list[Letter]:
    """Every letter that was enqueued, or those to an address, oldest first."""
    async with engine().connect() as connection:
        rows = (await connection.execute(text(_QUEUED))).scalars().all()
    letters = [orjson.loads(decrypt(row["letter"].encode())) for row in rows]
    found = [Letter(letter["to"], letter["subject"], letter["body"]) for letter in letters]
    return [letter for letter in found if not to or letter.to.lower() == to.lower()]


def written_letters(home: Path, to: str) -> list[Letter]:
    """The letters to an address that lie in a served product's home, oldest first: their names are UUIDv7."""
    found = []
    for file in sorted((home / "mail").glob("*.eml")):
        message = message_from_bytes(file.read_bytes(), policy=default)
        body = message.get_body()
        if str(message["To"]).lower() == to.lower() and body is not None:
            found.append(
                Letter(str(message["To"]), str(message["Subject"]), str(body.get_content()).replace("\r\n", "\n"))
            )
    return found
