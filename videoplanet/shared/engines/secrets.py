"""Secrets of an installation with embedded engines: made once, kept in its home, handed on through the environment."""

from __future__ import annotations

import base64
import json
import os
import secrets as randomness
from dataclasses import asdict, dataclass, fields

from videoplanet.shared.engines.failures import StartFailure
from videoplanet.shared.engines.home import Home, write_private


def _word() -> str:
    return randomness.token_urlsafe(32)


@dataclass(frozen=True, slots=True)
class Secrets:
    """All of them; `encryption_keys` are Fernet keys, newest first, with commas between."""

    secret_key: str
    encryption_keys: str
    database_password: str
    redis_password: str
    s3_access_key: str
    s3_secret_key: str
    s3_internal_key: str
    demo_password: str

    @classmethod
    def generate(cls) -> Secrets:
        """Return new ones."""
        return cls(
            secret_key=_word(),
            encryption_keys=base64.urlsafe_b64encode(os.urandom(32)).decode(),
            database_password=_word(),
            redis_password=_word(),
            s3_access_key=randomness.token_hex(10).upper(),
            s3_secret_key=_word(),
            s3_internal_key=_word(),
            demo_password=f"{randomness.token_hex(3)}-{randomness.token_hex(3)}-{randomness.token_hex(3)}",
        )

    @classmethod
    def of(cls, home: Home) -> Secrets:
        """Return the home's secrets, made at its first use.

        Raises:
            StartFailure: the file cannot be read, or it is gone while the database it belongs to is still there.
        """
        if home.secrets.exists():
            return cls._read(home)
        if (home.path / "postgres").exists():
            raise StartFailure("secrets_lost", path=home.secrets, home=home.path)
        made = cls.generate()
        write_private(home.secrets, json.dumps(asdict(made), indent=2) + "\n")
        return made

    @classmethod
    def _read(cls, home: Home) -> Secrets:
        try:
            kept = json.loads(home.secrets.read_text("utf-8"))
            return cls(**{field.name: str(kept[field.name]) for field in fields(cls)})
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise StartFailure("secrets_unreadable", path=home.secrets) from error
