"""The gateway's JSON of a project."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from videoplanet.entities.project.model import ProjectStatus, Role
from videoplanet.entities.project.schedule import Stage


class PhaseBody(BaseModel):
    """One step of the schedule; both days included."""

    model_config = ConfigDict(from_attributes=True)

    stage: Stage
    key: Annotated[str, Field(examples=["story_board"])]
    starts_on: date
    ends_on: date
    is_done: bool


class ProjectBody(BaseModel):
    """A project; `role` is the caller's, `progress` per cent of phases done."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    owner_id: UUID
    name: Annotated[str, Field(examples=["봄 캠페인"])]
    client: Annotated[str, Field(examples=["스튜디오 하루"])]
    manager: str
    description: str
    colour: Annotated[str, Field(examples=["#1631F8"])]
    tags: list[str]
    status: ProjectStatus
    archived: bool
    role: Role
    progress: Annotated[int, Field(ge=0, le=100)]
    member_count: int
    starts_on: date | None
    ends_on: date | None
    phases: list[PhaseBody]
    created_at: datetime
    updated_at: datetime
    deleted_at: datetime | None
