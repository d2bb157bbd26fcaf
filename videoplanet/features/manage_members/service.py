"""Use cases on the members of a project: see, change the role, remove, leave, hand over. How they come is in `invitations`.

A project has exactly one owner, who stays until ownership is handed over, and at most 50 members.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from videoplanet.entities.access.authorization import Access, authorize_project
from videoplanet.entities.access.policy import Action, allows
from videoplanet.entities.activity.operations.projects import MEMBER_LEAVE, MEMBER_UPDATE
from videoplanet.entities.activity.service import record
from videoplanet.entities.project.model import Member, Project, Role
from videoplanet.entities.project.naming import flush_names, require_free_name
from videoplanet.entities.project.people import NamedMember, named_members
from videoplanet.entities.project.repository import member_of
from videoplanet.entities.user.model import User
from videoplanet.entities.user.repository import users_by_id
from videoplanet.features.manage_members.membership import locked_project, take_in, tell_of_projects
from videoplanet.shared.bus import ENDED_SESSIONS_CHANNEL, publish
from videoplanet.shared.clock import now
from videoplanet.shared.db.reading import reading
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.errors import Conflict, NotFound, PreconditionFailed
from videoplanet.shared.security.principal import Principal
from videoplanet.shared.undo import forget_taken, remember_taken, taken_by


@dataclass(frozen=True, slots=True)
class MemberBody:
    """One member; `email` is null for those who do not manage members."""

    user_id: UUID
    name: str
    email: str | None
    role: Role
    joined_at: datetime
    is_me: bool


async def list_members(principal: Principal, project_id: UUID) -> Sequence[MemberBody]:
    """Return the members in the order they came, the owner first."""
    async with reading() as session:
        access = await authorize_project(session, principal, project_id, Action.SEE)
        members = await named_members(session, project_id)
    sees_addresses = allows(access.role, Action.MANAGE_MEMBERS)
    entries = [_listed(member, principal, sees_addresses=sees_addresses) for member in members]
    return sorted(entries, key=lambda entry: entry.role is not Role.OWNER)


async def change_role(
    principal: Principal, project_id: UUID, user_id: UUID, role: Role, *, expects: Role | None = None
) -> MemberBody:
    """Give a member another role. The owner hands over by making somebody else the owner, and becomes an admin.

    Args:
        expects: the role the caller has seen; None overwrites whatever there is.

    Raises:
        PreconditionFailed: the member has another role by now.
        Conflict: `member.owner_stays`; `project.name_taken` when the new owner has a project of that name.
        NotFound, NotAllowed: as for `authorize_project`.
    """
    action = Action.HAND_OVER if role is Role.OWNER else Action.MANAGE_MEMBERS
    async with unit_of_work() as uow:
        access = await authorize_project(uow.session, principal, project_id, action)
        project = await locked_project(uow.session, project_id)
        member = await _member(uow.session, project_id, user_id)
        if expects is not None and member.role is not expects:
            raise PreconditionFailed
        if member.role is not role:
            if member.role is Role.OWNER:
                raise Conflict("member.owner_stays", field="role")
            if role is Role.OWNER:
                demoted = await _hand_over(uow.session, project, member)
                happened = MEMBER_UPDATE.of({"user_id": str(demoted.user_id), "role": demoted.role})
                await record(uow, principal, project_id, happened)
                tell_of_projects(uow, demoted.user_id)
            member.role = role
            await uow.session.flush()
            await record(uow, principal, project_id, MEMBER_UPDATE.of({"user_id": str(user_id), "role": role}))
            tell_of_projects(uow, user_id)
        user = (await users_by_id(uow.session, [user_id]))[user_id]
        return _entry(member, user, principal, access)


async def remove_member(principal: Principal, project_id: UUID, user_id: UUID) -> None:
    """Take somebody out of the project, or leave it oneself; their live connections end at once.

    Raises:
        Conflict: `member.owner_stays`.
        NotFound, NotAllowed: as for `authorize_project`.
    """
    action = Action.SEE if user_id == principal.subject_id else Action.MANAGE_MEMBERS
    async with unit_of_work() as uow:
        await authorize_project(uow.session, principal, project_id, action)
        await locked_project(uow.session, project_id)
        member = await _member(uow.session, project_id, user_id)
        if member.role is Role.OWNER:
            raise Conflict("member.owner_stays")
        await uow.session.delete(member)
        await uow.session.flush()
        await record(uow, principal, project_id, MEMBER_LEAVE.of({"user_id": str(user_id)}))
        tell_of_projects(uow, user_id)
        ended = {"project_id": str(project_id), "user_id": str(user_id)}
        uow.after_commit(lambda: publish(ENDED_SESSIONS_CHANNEL, ended))
        facts = {"role": member.role, "joined_at": member.created_at.isoformat()}
        uow.after_commit(lambda: remember_taken("member", _taken_id(project_id, user_id), principal, **facts))


async def restore_member(principal: Principal, project_id: UUID, user_id: UUID) -> MemberBody:
    """Take somebody in again whom the principal took out in the last ten minutes, as what they were; they get no letter.

    Doing it again changes nothing.

    Raises:
        Conflict: `undo.too_late`, or `member.limit` when there are 50 meanwhile.
        NotFound, NotAllowed: as for `authorize_project`.
    """
    async with unit_of_work() as uow:
        access = await authorize_project(uow.session, principal, project_id, Action.MANAGE_MEMBERS)
        await locked_project(uow.session, project_id)
        member = await member_of(uow.session, project_id, user_id)
        if member is None:
            facts = await taken_by("member", _taken_id(project_id, user_id), principal)
            role, joined_at = Role(facts["role"]), datetime.fromisoformat(facts["joined_at"])
            member = await take_in(uow, principal, project_id, user_id, role, joined_at)
            uow.after_commit(lambda: forget_taken("member", _taken_id(project_id, user_id)))
        user = (await users_by_id(uow.session, [user_id]))[user_id]
        return _entry(member, user, principal, access)


def _taken_id(project_id: UUID, user_id: UUID) -> str:
    return f"{project_id}:{user_id}"


async def _hand_over(session: AsyncSession, project: Project, successor: Member) -> Member:
    await require_free_name(session, successor.user_id, project.name)
    owner = await _member(session, project.id, project.owner_id)
    owner.role = Role.ADMIN
    project.owner_id = successor.user_id
    project.updated_at = now()
    project.revision += 1
    await flush_names(session)
    return owner


async def _member(session: AsyncSession, project_id: UUID, user_id: UUID) -> Member:
    member = await member_of(session, project_id, user_id)
    if member is None:
        raise NotFound
    return member


def _listed(member: NamedMember, principal: Principal, *, sees_addresses: bool) -> MemberBody:
    is_me = member.user_id == principal.subject_id
    email = member.email if is_me or sees_addresses else None
    return MemberBody(member.user_id, member.name, email, member.role, member.joined_at, is_me)


def _entry(member: Member, user: User, principal: Principal, access: Access) -> MemberBody:
    is_me = user.id == principal.subject_id
    return MemberBody(
        user_id=user.id,
        name=user.name,
        email=user.email if is_me or allows(access.role, Action.MANAGE_MEMBERS) else None,
        role=member.role,
        joined_at=member.created_at,
        is_me=is_me,
    )
