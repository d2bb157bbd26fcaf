"""Who is asking: the result of checking a token, never of an argument a client sent."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal
from uuid import UUID

from videoplanet.shared.i18n.languages import DEFAULT_LANGUAGE


@dataclass(frozen=True, slots=True)
class Principal:
    """A signed-in person, or a guest who opened a share link.

    `subject_id` is the user's or the guest's id; `session_id` the server-side session that can be revoked;
    `share_id` is set for guests only. `token_until` and `link_until` say when the token and the share link end by themselves, as
    far as that was known when it was asked; None when nothing ends.
    """

    kind: Literal["user", "guest"]
    subject_id: UUID
    session_id: UUID
    display_name: str
    language: str = DEFAULT_LANGUAGE
    share_id: UUID | None = None
    is_staff: bool = False
    token_until: datetime | None = field(default=None, compare=False)
    link_until: datetime | None = field(default=None, compare=False)

    def reading(self, language: str | None) -> Principal:
        """The same, who reads a page in `language` now, whatever the account says; None: no page, but a program."""
        return replace(self, language=language) if language else self

    @property
    def is_guest(self) -> bool:
        """Whether this is a guest of a share link."""
        return self.kind == "guest"
