"""What the project page's state holds: flat rows of strings, numbers and flags."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TypedDict

from videoplanet.entities.project.model import InvitationStatus, Role
from videoplanet.entities.project.view import PhaseBody
from videoplanet.entities.video.model import RESTORE_DAYS
from videoplanet.entities.video.view import VideoView
from videoplanet.features.manage_members.invitations import InvitationBody
from videoplanet.features.manage_members.service import MemberBody
from videoplanet.shared.clock import rfc3339
from videoplanet.shared.errors import Invalid


class PhaseRow(TypedDict):
    """One step of the strip; `state` is `done`, `current`, `late` or `ahead`; days as local midnights."""

    stage: str
    key: str
    starts_on: str
    ends_on: str
    state: str


class MemberRow(TypedDict):
    """One member; `email` is empty for those who may not see it."""

    id: str
    name: str
    email: str
    role: str
    is_me: bool


class InvitationRow(TypedDict):
    """Somebody who was invited; `is_late` once the letter's link is too old."""

    id: str
    email: str
    role: str
    expires_at: str
    is_late: bool


class DeletedRow(TypedDict):
    """A film that can be restored; `days_left` until it is gone for good."""

    id: str
    title: str
    deleted_at: str
    days_left: int


def deleted_rows(videos: Sequence[VideoView], moment: datetime) -> list[DeletedRow]:
    """Return deleted films as they stand at `moment`, those deleted last first."""
    ages = {video.id: moment - video.deleted_at for video in videos if video.deleted_at is not None}
    return [
        DeletedRow(
            id=str(video.id),
            title=video.title,
            deleted_at=rfc3339(moment - ages[video.id]),
            days_left=max(1, RESTORE_DAYS - ages[video.id].days),
        )
        for video in sorted(videos, key=lambda video: ages[video.id])
    ]


def phase_rows(phases: Iterable[PhaseBody], today: date) -> list[PhaseRow]:
    """Return the phases as they stand on `today`."""
    return [
        PhaseRow(
            stage=phase.stage,
            key=phase.key,
            starts_on=f"{phase.starts_on}T00:00",
            ends_on=f"{phase.ends_on}T00:00",
            state=_state(phase, today),
        )
        for phase in phases
    ]


def member_rows(members: Iterable[MemberBody]) -> list[MemberRow]:
    """Return members as rows, in the order given."""
    return [
        MemberRow(
            id=str(member.user_id),
            name=member.name,
            email=member.email or "",
            role=member.role.value,
            is_me=member.is_me,
        )
        for member in members
    ]


def invitation_rows(invitations: Iterable[InvitationBody]) -> list[InvitationRow]:
    """Return invitations as rows, in the order given."""
    return [
        InvitationRow(
            id=str(invitation.id),
            email=invitation.email,
            role=invitation.role.value,
            expires_at=rfc3339(invitation.expires_at),
            is_late=invitation.status is InvitationStatus.EXPIRED,
        )
        for invitation in invitations
    ]


def role_named(text: object) -> Role:
    """Return the role that a form or a menu names.

    Raises:
        Invalid: there is none of that name.
    """
    try:
        return Role(str(text))
    except ValueError as error:
        raise Invalid("field.unknown_choice", field="role") from error


def _state(phase: PhaseBody, today: date) -> str:
    if phase.is_done:
        return "done"
    if today < phase.starts_on:
        return "ahead"
    return "current" if today <= phase.ends_on else "late"
