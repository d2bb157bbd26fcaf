"""People and projects for integration tests, made through the product's own use cases."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from httpx import AsyncClient

from videoplanet.entities.project.fields import ProjectFields
from videoplanet.entities.project.model import Role
from videoplanet.entities.user.accounts import NewAccount, add_account
from videoplanet.entities.user.sessions import Device, Tokens, check_session, open_session
from videoplanet.features.create_project.service import create_project
from videoplanet.features.manage_members.membership import take_in
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.security.principal import Principal

PASSWORD = "kettle orbit walnut 49"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account who is signed in."""

    id: UUID
    email: str
    principal: Principal
    tokens: Tokens

    @property
    def bearer(self) -> dict[str, str]:
        """The header that makes a request theirs."""
        return {"Authorization": f"Bearer {self.tokens.access_token}"}


async def person(name: str, *, language: str = "ko") -> Person:
    """Open an account `<name>@example.com` and sign it in."""
    email = f"{name.lower()}@example.com"
    async with unit_of_work() as uow:
        user = await add_account(uow.session, NewAccount(email, name, PASSWORD, language=language))
        tokens = await open_session(uow.session, user, Device("tests", "203.0.113.7"))
    return Person(user.id, email, await check_session(tokens.session_id, user.id), tokens)


async def project(owner: Person, name: str = "봄 캠페인", /, **roles: Person) -> UUID:
    """Start a project; `editor=somebody` adds members by their role."""
    made = await create_project(owner.principal, ProjectFields(name=name))
    for role, somebody in roles.items():
        await join(made.id, somebody, Role(role))
    return made.id


async def join(project_id: UUID, somebody: Person, role: Role) -> None:
    """Take somebody in, as if they had been invited and had accepted."""
    async with unit_of_work() as uow:
        await take_in(uow, somebody.principal, project_id, somebody.id, role)


async def sign_in(gateway: AsyncClient, email: str, password: str = PASSWORD) -> dict[str, str]:
    """Sign in over REST and return the token pair."""
    answer = await gateway.post("/api/v1/auth/token", json={"email": email, "password": password})
    assert answer.status_code == 200, answer.text
    pair: dict[str, str] = answer.json()
    return pair
