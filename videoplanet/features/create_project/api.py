"""REST of starting a project."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from pydantic import Field

from videoplanet.entities.project.fields import Colour, Description, Name, Party, ProjectFields, Tags
from videoplanet.entities.project.model import ProjectStatus
from videoplanet.entities.project.view import ProjectBody
from videoplanet.features.create_project.service import create_project
from videoplanet.shared.entered import Choice, Day, Entered
from videoplanet.shared.http.etags import tagged
from videoplanet.shared.http.idempotency import GatewayRoute
from videoplanet.shared.http.identity import CurrentUser
from videoplanet.shared.http.limits import by_method

router = APIRouter(tags=["projects"], route_class=GatewayRoute, dependencies=[Depends(by_method)])


class NewProject(Entered):
    """A project to start."""

    name: Annotated[Name, Field(description="Unique among one's own.")]
    client: Party = ""
    manager: Party = ""
    description: Description = ""
    colour: Colour = "#1631F8"
    tags: Tags = Field(default_factory=list)
    status: Choice[ProjectStatus] = ProjectStatus.PLANNING
    starts_on: Annotated[Day | None, Field(description="First day of the schedule; today when left out.")] = None


@router.post("/projects", status_code=201)
async def post_project(body: NewProject, principal: CurrentUser, request: Request, response: Response) -> ProjectBody:
    """Start a project with the default schedule."""
    values = body.model_dump(exclude={"starts_on", "tags"})
    project = await create_project(principal, ProjectFields(**values, tags=tuple(body.tags)), body.starts_on)
    tagged(request, response, asdict(project))
    response.headers["Location"] = f"/api/v1/projects/{project.id}"
    return project
