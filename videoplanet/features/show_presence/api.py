"""REST routes of presence, for pages; other clients tell and hear it on `/ws/feedback`."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field

from videoplanet.features.show_presence import service
from videoplanet.shared.entered import Entered
from videoplanet.shared.http.identity import CurrentPrincipal
from videoplanet.shared.http.limits import Limited, by_method

router = APIRouter(tags=["presence"])
FRAME_MAX = 2**31 - 1


class Whereabouts(Entered):
    """Where one's playhead is, and whether one types; what is left out stays. `version` is the one that is said of.

    Guests who see the newest version only are told nothing but that one is there, unless `version` is theirs.
    """

    model_config = ConfigDict(extra="forbid")

    frame: Annotated[int, Field(ge=0, le=FRAME_MAX)] | None = None
    typing: bool | None = None
    version: Annotated[int, Field(ge=1, le=FRAME_MAX)] | None = None


class PresentPerson(BaseModel):
    """Somebody who is watching."""

    id: UUID
    kind: Literal["user", "guest"]
    name: str
    frame: int | None
    typing: bool
    version: int | None


class PresentPeople(BaseModel):
    """Everybody who is watching."""

    people: list[PresentPerson]


@router.get("/videos/{video_id}/presence", dependencies=[Depends(by_method)])
async def people(video_id: UUID, principal: CurrentPrincipal) -> PresentPeople:
    """Who is watching a video, and where."""
    return PresentPeople.model_validate({"people": await service.present_people(principal, video_id)})


@router.post("/videos/{video_id}/presence", status_code=204, dependencies=[Depends(Limited("presence"))])
async def move(video_id: UUID, whereabouts: Whereabouts, principal: CurrentPrincipal) -> None:
    """Tell the others where you are. More than four a second are passed over, and so is whoever is not in the room."""
    await service.move(
        principal, video_id, frame=whereabouts.frame, typing=whereabouts.typing, version=whereabouts.version
    )
