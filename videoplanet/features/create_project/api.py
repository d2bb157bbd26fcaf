"""REST of starting a project."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, Field

from videoplanet.entities.project.fields import ProjectFields
from videoplanet.entities.project.model import ProjectStatus
from videoplanet.entities.project.schemas import ProjectBody
from videoplanet.features.create_project.service import create_project
from videoplanet.shared.http.etags import tagged
from videoplanet.shared.http.idempotency import GatewayRoute
from videoplanet.shared.http.identity import CurrentUser
from videoplanet.shared.http.limits import by_method

router = APIRouter(tags=["projects"], route_class=GatewayRoute, dependencies=[Depends(by_method)])


class NewProject(BaseModel):
    """A project to start."""

    name: Annotated[str, Field(examples=["봄 캠페인"], description="At most 100 characters, unique among one's own.")]
    client: Annotated[str, Field(examples=["스튜디오 하루"])] = ""
    manager: str = ""
    description: str = ""
    colour: Annotated[str, Field(examples=["#1631F8"])] = "#1631F8"
    tags: list[str] = Field(default_factory=list)
    status: ProjectStatus = ProjectStatus.PLANNING
    starts_on: Annotated[date | None, Field(description="First day of the schedule; today when left out.")] = None


@router.post("/projects", status_code=201)
async def post_project(body: NewProject, principal: CurrentUser, request: Request, response: Response) -> ProjectBody:
    """Start a project with the default schedule."""
    values = body.model_dump(exclude={"starts_on", "tags"})
    project = await create_project(principal, ProjectFields(**values, tags=tuple(body.tags)), body.starts_on)
    answer = ProjectBody.model_validate(project)
    tagged(request, response, answer.model_dump(mode="json"))
    response.headers["Location"] = f"/api/v1/projects/{project.id}"
    return answer
