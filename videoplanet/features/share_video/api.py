"""REST routes of share links, for those who share. What their guests do is in `guest_api`."""

from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from videoplanet.entities.share.model import ShareLink, SharePermission
from videoplanet.entities.user.model import PASSWORD_LENGTH_MAX
from videoplanet.features.share_video import service
from videoplanet.shared.entered import Choice, Entered, Id, Moment
from videoplanet.shared.http.etags import etag_of, require_match
from videoplanet.shared.http.idempotency import GatewayRoute
from videoplanet.shared.http.identity import CurrentUser
from videoplanet.shared.http.limits import by_method
from videoplanet.shared.http.pages import DEFAULT_LIMIT, Cursor, Limit
from videoplanet.shared.plain_text import VERBATIM

router = APIRouter(tags=["share"], route_class=GatewayRoute, dependencies=[Depends(by_method)])
LinkPassword = Annotated[str, Field(min_length=4, max_length=PASSWORD_LENGTH_MAX), VERBATIM]


class NewShare(Entered):
    """What a new link allows."""

    model_config = ConfigDict(extra="forbid")

    permission: Choice[SharePermission] = SharePermission.COMMENT
    password: LinkPassword | None = None
    expires_at: Moment | None = None
    allow_download: bool = False
    allow_upload: bool = False
    latest_version_only: bool = False
    video_ids: list[Id] = Field(default_factory=list, max_length=service.VIDEOS_LIMIT)


class ShareChanges(Entered):
    """What to change; a field left out stays. `null` takes password or expiry away."""

    model_config = ConfigDict(extra="forbid")

    permission: Choice[SharePermission] | None = None
    password: LinkPassword | None = None
    expires_at: Moment | None = None
    allow_download: bool | None = None
    allow_upload: bool | None = None
    latest_version_only: bool | None = None

    def given(self) -> dict[str, Any]:
        """Return the fields that were sent, null only where it means something."""
        fields = {name: getattr(self, name) for name in self.model_fields_set}
        return {
            name: value for name, value in fields.items() if value is not None or name in ("password", "expires_at")
        }


class SharesOut(BaseModel):
    """A page of links, newest first."""

    items: Sequence[service.ShareBody]
    next_cursor: str | None


@router.get("/videos/{video_id}/shares")
async def shares(
    video_id: UUID, principal: CurrentUser, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
) -> SharesOut:
    """Links that open a video, withdrawn ones included, newest first."""
    page = await service.list_shares(principal, video_id, cursor=cursor, limit=limit)
    return SharesOut(items=page.items, next_cursor=page.next_cursor)


@router.post("/videos/{video_id}/shares", status_code=201)
async def create(video_id: UUID, terms: NewShare, principal: CurrentUser, response: Response) -> service.ShareBody:
    """Make a link to a video, or to several of one project."""
    fields = {**terms.model_dump(), "video_ids": tuple(terms.video_ids)}
    entry = await service.create_share(principal, video_id, service.ShareTerms(**fields))
    response.headers["ETag"] = _tag(entry.id, entry.revision)
    return entry


@router.patch("/shares/{share_id}", responses={412: {"description": "Changed since."}})
async def change(
    share_id: UUID, changes: ShareChanges, principal: CurrentUser, request: Request, response: Response
) -> service.ShareBody:
    """Change what a link allows. A new password closes it to guests who opened it before."""

    def check(link: ShareLink) -> None:
        require_match(request, [str(link.id), link.revision])

    entry = await service.update_share(principal, share_id, changes.given(), check=check)
    response.headers["ETag"] = _tag(entry.id, entry.revision)
    return entry


@router.delete("/shares/{share_id}", status_code=204)
async def revoke(share_id: UUID, principal: CurrentUser) -> None:
    """Withdraw a link; its guests are out at once."""
    await service.revoke_share(principal, share_id)


@router.post("/shares/{share_id}/restore")
async def restore(share_id: UUID, principal: CurrentUser, response: Response) -> service.ShareBody:
    """Let a link open again that you withdrew in the last ten minutes."""
    entry = await service.restore_share(principal, share_id)
    response.headers["ETag"] = _tag(entry.id, entry.revision)
    return entry


def _tag(share_id: UUID, revision: int) -> str:
    return etag_of([str(share_id), revision])
