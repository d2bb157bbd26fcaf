"""Tables of people and their sessions."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from videoplanet.shared.clock import now
from videoplanet.shared.db.base import TimestampTZ
from videoplanet.shared.db.encrypted import EncryptedText
from videoplanet.shared.i18n.languages import DEFAULT_LANGUAGE, DEFAULT_TIME_ZONE
from videoplanet.shared.ids import new_id

NAME_LENGTH = 60
PASSWORD_LENGTH = 8
PASSWORD_LENGTH_MAX = 200


class User(SQLModel, table=True):
    """A person who signs in with an e-mail address. E-mail and name are encrypted at rest."""

    __tablename__ = "user_account"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    email: str = Field(sa_type=EncryptedText)
    email_index: bytes = Field(unique=True)
    name: str = Field(sa_type=EncryptedText)
    password_hash: str
    language: str = Field(default=DEFAULT_LANGUAGE, max_length=2)
    time_zone: str = Field(default=DEFAULT_TIME_ZONE, max_length=64)
    is_staff: bool = False
    agreed_terms_at: datetime = Field(sa_type=TimestampTZ)
    agreed_privacy_at: datetime = Field(sa_type=TimestampTZ)
    agreed_marketing_at: datetime | None = Field(default=None, sa_type=TimestampTZ)
    created_at: datetime = Field(default_factory=now, sa_type=TimestampTZ)
    deleted_at: datetime | None = Field(default=None, sa_type=TimestampTZ)


class UserSession(SQLModel, table=True):
    """A sign-in on one browser or program. Both tokens name it; revoking it ends both at once.

    `refresh_index` is the SHA-256 of the one refresh token that is still good; an older one that comes back is a
    theft, and ends the session.
    """

    __tablename__ = "user_session"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    user_id: UUID = Field(foreign_key="user_account.id", index=True, ondelete="CASCADE")
    refresh_index: bytes
    user_agent: str = Field(default="", max_length=300)
    address: str = Field(default="", max_length=64)
    created_at: datetime = Field(default_factory=now, sa_type=TimestampTZ)
    refreshed_at: datetime = Field(default_factory=now, sa_type=TimestampTZ)
    expires_at: datetime = Field(sa_type=TimestampTZ)
    revoked_at: datetime | None = Field(default=None, sa_type=TimestampTZ)
