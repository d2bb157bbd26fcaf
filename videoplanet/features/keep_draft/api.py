"""REST routes of one's own drafts."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Response
from pydantic import BaseModel, ConfigDict, Field

from videoplanet.entities.draft.model import DRAFT_LENGTH
from videoplanet.features.keep_draft import service
from videoplanet.shared.entered import Entered
from videoplanet.shared.http.idempotency import GatewayRoute
from videoplanet.shared.http.identity import CurrentPrincipal
from videoplanet.shared.http.limits import Limited
from videoplanet.shared.plain_text import PLAIN

router = APIRouter(tags=["comments"], route_class=GatewayRoute)
_UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
Box = Annotated[
    str,
    Path(
        pattern=f"^(new|(reply|edit):{_UUID})(~[0-9a-z]{{4}})?$",
        description="`new` for a comment, `reply:` or `edit:` with the comment's id; `~` and four signs behind it for words "
        "that are written there in another window or on another device at the same time.",
    ),
]
Number = Annotated[int, Field(ge=0, le=2**31 - 1)]


class DraftWords(Entered):
    """What is being written. Longer than a comment may be, so that too long a one is not lost; empty forgets it."""

    model_config = ConfigDict(extra="forbid")

    body: Annotated[str, Field(max_length=DRAFT_LENGTH), PLAIN]
    version: Number | None = None
    frame_in: Number | None = None
    frame_out: Number | None = None
    kind: service.Kind | None = None
    over: Annotated[str, Field(max_length=DRAFT_LENGTH), PLAIN] | None = Field(
        default=None,
        description="What you believe to be kept there, empty for nothing: if it is something else, it stays (409 "
        "`draft.elsewhere`). Without it whatever was kept is replaced.",
    )


class DraftsOut(BaseModel):
    """One's drafts on a video, the latest first."""

    items: Sequence[service.KeptDraft]


@router.get("/videos/{video_id}/drafts", dependencies=[Depends(Limited("reads"))])
async def drafts(video_id: UUID, principal: CurrentPrincipal, response: Response) -> DraftsOut:
    """What you have begun to write on a video, on any device, and not sent yet."""
    response.headers["Cache-Control"] = "no-store"
    kept = await service.my_drafts(principal, video_id)
    return DraftsOut(items=kept)


@router.put("/videos/{video_id}/drafts/{box}", status_code=204, dependencies=[Depends(Limited("drafts"))])
async def keep(video_id: UUID, box: Box, words: DraftWords, principal: CurrentPrincipal) -> None:
    """Keep what is being written in a box; it is forgotten when it is sent."""
    kept = service.Words(**words.model_dump(exclude={"over"}))
    await service.keep_draft(principal, video_id, box, kept, words.over)


@router.delete("/videos/{video_id}/drafts/{box}", status_code=204, dependencies=[Depends(Limited("drafts"))])
async def forget(video_id: UUID, box: Box, principal: CurrentPrincipal) -> None:
    """Forget what was being written in a box."""
    await service.forget_draft(principal, video_id, box)
