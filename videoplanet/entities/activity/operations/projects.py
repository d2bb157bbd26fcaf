"""Events of projects, their members and the invitations to them. Guests of links hear none of them."""

from __future__ import annotations

from typing import Annotated, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

from videoplanet.entities.activity.operations.stored import StoredEvent, Words
from videoplanet.shared.live.event import Audience, Listing
from videoplanet.shared.live.wire import Day, Moment, Uuid, one_of

ProjectStatus = Annotated[str, one_of("planning", "in_progress", "review", "completed", "on_hold", "cancelled")]
Role = Annotated[str, one_of("owner", "admin", "editor", "reviewer", "viewer")]
InvitationStatus = Annotated[str, one_of("pending", "accepted", "declined", "expired", "cancelled")]


class PhaseBody(TypedDict):
    """One step of the schedule; both days included."""

    stage: str
    key: str
    starts_on: Day
    ends_on: Day
    is_done: bool


class ProjectChange(TypedDict):
    """A project, all but what depends on who looks; of one that was deleted or came back only whether it is `deleted`."""

    id: Uuid
    deleted: NotRequired[bool]
    owner_id: NotRequired[Uuid]
    name: NotRequired[str]
    client: NotRequired[str]
    manager: NotRequired[str]
    description: NotRequired[str]
    colour: NotRequired[str]
    tags: NotRequired[list[str]]
    status: NotRequired[ProjectStatus]
    archived: NotRequired[bool]
    progress: NotRequired[Annotated[int, Field(ge=0, le=100)]]
    member_count: NotRequired[int]
    starts_on: NotRequired[Day | None]
    ends_on: NotRequired[Day | None]
    phases: NotRequired[list[PhaseBody]]
    created_at: NotRequired[Moment]
    updated_at: NotRequired[Moment]
    deleted_at: NotRequired[Moment | None]


class StatusChange(TypedDict):
    """From `previous` to `status`."""

    id: Uuid
    status: ProjectStatus
    previous: ProjectStatus


class MemberTold(TypedDict):
    """Who, and as what."""

    user_id: Uuid
    role: Role


class MemberGone(TypedDict):
    """Who."""

    user_id: Uuid


class InvitationTold(TypedDict):
    """How it stands with an invitation; not whose address it is."""

    invitation_id: Uuid
    status: InvitationStatus
    role: Role


_PROJECT_ID, _USER_ID = "0192a000-0000-7000-8000-000000000030", "0192a000-0000-7000-8000-000000000001"


def _of_member(name: str, says: str) -> StoredEvent[MemberTold]:
    return StoredEvent(
        name=name,
        payload=MemberTold,
        audience=Audience.MEMBERS,
        says=says,
        example={"user_id": _USER_ID, "role": "editor"},
        changes=frozenset({Listing.MEMBERS}),
        words=Words.NONE,
    )


def _of_invitation(name: str, says: str) -> StoredEvent[InvitationTold]:
    return StoredEvent(
        name=name,
        payload=InvitationTold,
        audience=Audience.MEMBERS,
        says=says,
        example={
            "invitation_id": "0192a000-0000-7000-8000-000000000031",
            "status": "pending",
            "role": "editor",
        },
        changes=frozenset({Listing.INVITATIONS}),
        words=Words.NONE,
    )


PROJECT_UPDATE = StoredEvent(
    name="project.update",
    payload=ProjectChange,
    audience=Audience.MEMBERS,
    says="A project was changed, archived or taken out of the archive, deleted or restored.",
    example={"id": _PROJECT_ID, "deleted": True},
    changes=frozenset({Listing.PROJECTS}),
    words=Words.NONE,
)
PROJECT_STATUS_CHANGE = StoredEvent(
    name="project.status.change",
    payload=StatusChange,
    audience=Audience.MEMBERS,
    says="A project has another status.",
    example={"id": _PROJECT_ID, "status": "review", "previous": "in_progress"},
    changes=frozenset({Listing.PROJECTS}),
    words=Words.NONE,
)
MEMBER_JOIN = _of_member("member.join", "Somebody came into a project.")
MEMBER_UPDATE = _of_member("member.update", "A member has another role.")
MEMBER_LEAVE = StoredEvent(
    name="member.leave",
    payload=MemberGone,
    audience=Audience.MEMBERS,
    says="A member left a project, or was taken out.",
    example={"user_id": _USER_ID},
    changes=frozenset({Listing.MEMBERS}),
    words=Words.NONE,
)
INVITATION_NEW = _of_invitation("invitation.new", "Somebody was invited.")
INVITATION_UPDATE = _of_invitation("invitation.update", "An invitation was answered, changed or withdrawn.")
