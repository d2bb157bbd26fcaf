"""REST of projects one is a member of."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import ConfigDict

from videoplanet.entities.access.policy import Action
from videoplanet.entities.project.fields import Colour, Description, Name, Party, ProjectFields, Tags
from videoplanet.entities.project.model import ProjectStatus
from videoplanet.entities.project.view import ProjectBody
from videoplanet.features.manage_project.deletion import delete_project, restore_project
from videoplanet.features.manage_project.service import change_project, get_project, list_projects
from videoplanet.shared.entered import Choice, Entered
from videoplanet.shared.http.etags import require_match, tagged
from videoplanet.shared.http.idempotency import GatewayRoute
from videoplanet.shared.http.identity import CurrentUser
from videoplanet.shared.http.limits import by_method
from videoplanet.shared.http.pages import DEFAULT_LIMIT, Cursor, Limit, Page
from videoplanet.shared.http.raw_json import raw_json

router = APIRouter(tags=["projects"], route_class=GatewayRoute, dependencies=[Depends(by_method)])


class ProjectPatch(Entered):
    """New values; what is left out stays."""

    model_config = ConfigDict(extra="forbid")

    name: Name | None = None
    client: Party | None = None
    manager: Party | None = None
    description: Description | None = None
    colour: Colour | None = None
    tags: Tags | None = None
    status: Choice[ProjectStatus] | None = None
    archived: bool | None = None


@router.get("/projects", response_model=Page[ProjectBody])
async def projects(
    principal: CurrentUser,
    response: Response,
    archived: Annotated[
        bool | None, Query(description="Only archived ones, or only others; both when left out.")
    ] = None,
    deleted: Annotated[bool, Query(description="One's own deleted projects that can still be restored.")] = False,
    may: Annotated[
        Action | None, Query(description="Only those in which one may do this, such as `upload`, as they are now.")
    ] = None,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
) -> Response:
    """One's projects, last changed first."""
    page = await list_projects(principal, archived=archived, deleted=deleted, may=may, limit=limit, cursor=cursor)
    return raw_json({"items": page.items, "next_cursor": page.next_cursor}, response=response)


@router.get("/projects/{project_id}", response_model=ProjectBody)
async def project(
    project_id: UUID, principal: CurrentUser, request: Request, response: Response
) -> Response | ProjectBody:
    """One project."""
    view = await get_project(principal, project_id)
    return tagged(request, response, asdict(view)) or view


@router.patch("/projects/{project_id}")
async def patch_project(
    project_id: UUID, body: ProjectPatch, principal: CurrentUser, request: Request, response: Response
) -> ProjectBody:
    """Rename, describe, move to another status, archive (`archived`: true) or take out of the archive (false)."""
    values = body.model_dump(exclude={"tags"})
    fields = ProjectFields(**values, tags=None if body.tags is None else tuple(body.tags))
    return _tagged(request, response, await change_project(principal, project_id, fields, expects=_matches(request)))


@router.delete("/projects/{project_id}", status_code=204)
async def remove_project(project_id: UUID, principal: CurrentUser) -> None:
    """Delete a project; its owner may restore it for 30 days."""
    await delete_project(principal, project_id)


@router.post("/projects/{project_id}/restore")
async def bring_back(project_id: UUID, principal: CurrentUser, request: Request, response: Response) -> ProjectBody:
    """Bring a deleted project back."""
    return _tagged(request, response, await restore_project(principal, project_id))


def _matches(request: Request) -> Callable[[ProjectBody], None]:
    def expects(current: ProjectBody) -> None:
        require_match(request, asdict(current))

    return expects


def _tagged(request: Request, response: Response, view: ProjectBody) -> ProjectBody:
    tagged(request, response, asdict(view))
    return view
