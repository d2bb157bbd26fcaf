"""REST of a project's members."""

from uuid import UUID

from fastapi import APIRouter, Depends, Response
from pydantic import ConfigDict

from videoplanet.entities.project.model import Role
from videoplanet.features.manage_members.service import (
    MemberBody,
    change_role,
    list_members,
    remove_member,
    restore_member,
)
from videoplanet.shared.entered import Choice, Entered
from videoplanet.shared.http.idempotency import GatewayRoute
from videoplanet.shared.http.identity import CurrentUser
from videoplanet.shared.http.limits import by_method
from videoplanet.shared.http.pages import Page
from videoplanet.shared.http.raw_json import raw_json

router = APIRouter(tags=["projects"], route_class=GatewayRoute, dependencies=[Depends(by_method)])


class RoleChange(Entered):
    """The new role; `owner` hands the project over."""

    model_config = ConfigDict(extra="forbid")

    role: Choice[Role]


@router.get("/projects/{project_id}/members", response_model=Page[MemberBody])
async def members(project_id: UUID, principal: CurrentUser, response: Response) -> Response:
    """All members, at most 50, the owner first."""
    return raw_json({"items": await list_members(principal, project_id), "next_cursor": None}, response=response)


@router.patch("/projects/{project_id}/members/{user_id}")
async def patch_member(project_id: UUID, user_id: UUID, body: RoleChange, principal: CurrentUser) -> MemberBody:
    """Change a role, or hand the project over."""
    return await change_role(principal, project_id, user_id, body.role)


@router.delete("/projects/{project_id}/members/{user_id}", status_code=204)
async def delete_member(project_id: UUID, user_id: UUID, principal: CurrentUser) -> None:
    """Remove a member, or leave the project oneself; their live connections end."""
    await remove_member(principal, project_id, user_id)


@router.post("/projects/{project_id}/members/{user_id}/restore")
async def bring_member_back(project_id: UUID, user_id: UUID, principal: CurrentUser) -> MemberBody:
    """Take somebody in again, as what they were, whom you removed in the last ten minutes."""
    return await restore_member(principal, project_id, user_id)
