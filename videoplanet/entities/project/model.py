"""Tables of projects, members, invitations and phases."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index, text
from sqlmodel import JSON, Column, Field, SQLModel

from videoplanet.shared.clock import now
from videoplanet.shared.db.base import EnumText, TimestampTZ
from videoplanet.shared.db.encrypted import EncryptedText
from videoplanet.shared.ids import new_id

NAME_LENGTH = 100
PARTY_LENGTH = 50
DESCRIPTION_LENGTH = 2000
MEMBERS_LIMIT = 50
INVITATION_DAYS = 7
INVITATION_MESSAGE_LENGTH = 500
INVITATIONS_LIMIT = 50
RESTORE_DAYS = 30


class ProjectStatus(StrEnum):
    """Where a project stands."""

    PLANNING = "planning"
    IN_PROGRESS = "in_progress"
    REVIEW = "review"
    COMPLETED = "completed"
    ON_HOLD = "on_hold"
    CANCELLED = "cancelled"


class Role(StrEnum):
    """What a member is in a project; `policy` says what each may do."""

    OWNER = "owner"
    ADMIN = "admin"
    EDITOR = "editor"
    REVIEWER = "reviewer"
    VIEWER = "viewer"


class InvitationStatus(StrEnum):
    """What became of an invitation. One whose seven days are over stays pending in the table until it is renewed or replaced."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


class Project(SQLModel, table=True):
    """A film in the making. Deleted ones can be restored for 30 days."""

    __tablename__ = "project"
    __table_args__ = (
        Index(
            "uq_project_owner_id_name",
            "owner_id",
            text("lower(name)"),
            unique=True,
            postgresql_where=text("deleted_at is null"),
        ),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    owner_id: UUID = Field(foreign_key="user_account.id", index=True)
    name: str = Field(max_length=NAME_LENGTH)
    client: str = Field(default="", max_length=PARTY_LENGTH)
    manager: str = Field(default="", max_length=PARTY_LENGTH)
    description: str = Field(default="", max_length=DESCRIPTION_LENGTH)
    colour: str = Field(default="#1631F8", max_length=7)
    tags: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    status: ProjectStatus = Field(default=ProjectStatus.PLANNING, sa_type=EnumText(ProjectStatus))
    revision: int = 1
    created_at: datetime = Field(default_factory=now, sa_type=TimestampTZ)
    updated_at: datetime = Field(default_factory=now, sa_type=TimestampTZ)
    archived_at: datetime | None = Field(default=None, sa_type=TimestampTZ)
    deleted_at: datetime | None = Field(default=None, sa_type=TimestampTZ)


class Member(SQLModel, table=True):
    """A person's role in a project. Exactly one member is the owner."""

    __tablename__ = "member"
    __table_args__ = (
        Index("uq_member_project_id_owner", "project_id", unique=True, postgresql_where=text("role = 'owner'")),
    )

    project_id: UUID = Field(foreign_key="project.id", primary_key=True, ondelete="CASCADE")
    user_id: UUID = Field(foreign_key="user_account.id", primary_key=True, index=True, ondelete="CASCADE")
    role: Role = Field(sa_type=EnumText(Role))
    created_at: datetime = Field(default_factory=now, sa_type=TimestampTZ)


class Invitation(SQLModel, table=True):
    """An address that was asked to join a project, whether it has an account or not.

    `token_index` is the SHA-256 of the token in the letter sent last; no other letter leads anywhere.
    """

    __tablename__ = "invitation"
    __table_args__ = (
        Index(
            "uq_invitation_project_id_email_index",
            "project_id",
            "email_index",
            unique=True,
            postgresql_where=text("status = 'pending'"),
        ),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    project_id: UUID = Field(foreign_key="project.id", ondelete="CASCADE")
    email: str = Field(sa_type=EncryptedText)
    email_index: bytes
    role: Role = Field(sa_type=EnumText(Role))
    message: str = Field(default="", sa_type=EncryptedText)
    status: InvitationStatus = Field(default=InvitationStatus.PENDING, sa_type=EnumText(InvitationStatus))
    token_index: bytes = Field(unique=True)
    invited_by: UUID = Field(foreign_key="user_account.id", index=True)
    sends: int = 1
    sent_at: datetime = Field(default_factory=now, sa_type=TimestampTZ)
    expires_at: datetime = Field(sa_type=TimestampTZ)
    answered_at: datetime | None = Field(default=None, sa_type=TimestampTZ)
    created_at: datetime = Field(default_factory=now, sa_type=TimestampTZ)


class Phase(SQLModel, table=True):
    """One step of a project's schedule, from `starts_on` to `ends_on`, both included."""

    __tablename__ = "phase"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    project_id: UUID = Field(foreign_key="project.id", index=True, ondelete="CASCADE")
    position: int
    stage: str = Field(max_length=10)
    key: str = Field(max_length=30)
    starts_on: date
    ends_on: date
    is_done: bool = False
