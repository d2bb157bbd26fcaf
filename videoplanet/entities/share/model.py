"""Tables of share links and guests."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from videoplanet.shared.clock import now
from videoplanet.shared.db.base import EnumText, TimestampTZ
from videoplanet.shared.db.encrypted import EncryptedText
from videoplanet.shared.i18n.languages import DEFAULT_LANGUAGE
from videoplanet.shared.ids import new_id


class SharePermission(StrEnum):
    """What guests of a link may do."""

    VIEW = "view"
    COMMENT = "comment"
    APPROVE = "approve"


class ShareLink(SQLModel, table=True):
    """A 128-bit token that opens one or several videos without an account.

    The token is found by its SHA-256 and kept encrypted, so that the link can be shown again to those who may share.
    Guests who opened it before `guests_after` (a password was set since) have to open it again.
    """

    __tablename__ = "share_link"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    project_id: UUID = Field(foreign_key="project.id", index=True, ondelete="CASCADE")
    token: str = Field(sa_type=EncryptedText)
    token_index: bytes = Field(unique=True)
    permission: SharePermission = Field(sa_type=EnumText(SharePermission))
    password_hash: str | None = None
    expires_at: datetime | None = Field(default=None, sa_type=TimestampTZ)
    allows_download: bool = False
    allows_upload: bool = False
    latest_version_only: bool = False
    visits: int = 0
    guests_after: datetime | None = Field(default=None, sa_type=TimestampTZ)
    revision: int = 1
    created_by: UUID = Field(foreign_key="user_account.id")
    created_at: datetime = Field(default_factory=now, sa_type=TimestampTZ)
    revoked_at: datetime | None = Field(default=None, sa_type=TimestampTZ)


class ShareLinkVideo(SQLModel, table=True):
    """Which videos a link opens."""

    __tablename__ = "share_link_video"

    share_id: UUID = Field(foreign_key="share_link.id", primary_key=True, ondelete="CASCADE")
    video_id: UUID = Field(foreign_key="video.id", primary_key=True, index=True, ondelete="CASCADE")


class Guest(SQLModel, table=True):
    """Who opened a link in one browser, with the name and e-mail address they gave; several guests may give the same address.

    `proven_at` is when somebody first proved by a mailed code that the address is theirs; older sessions ended then. `visits`
    counts how often they came. `email_index` is how the release before this one found a guest; it is not written any more.
    """

    __tablename__ = "guest"
    __table_args__ = (
        UniqueConstraint("share_id", "email_index"),
        Index("ix_guest_share_id_address_index", "share_id", "address_index"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    share_id: UUID = Field(foreign_key="share_link.id", index=True, ondelete="CASCADE")
    email: str = Field(sa_type=EncryptedText)
    email_index: bytes | None = None
    address_index: bytes | None = None
    name: str = Field(sa_type=EncryptedText)
    language: str = Field(default=DEFAULT_LANGUAGE, max_length=2)
    visits: int = 0
    created_at: datetime = Field(default_factory=now, sa_type=TimestampTZ)
    seen_at: datetime = Field(default_factory=now, sa_type=TimestampTZ)
    proven_at: datetime | None = Field(default=None, sa_type=TimestampTZ)
