"""REST routes of share links."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from videoplanet.entities.share.model import ShareLink, SharePermission
from videoplanet.entities.user.model import PASSWORD_LENGTH_MAX
from videoplanet.entities.user.schemas import Email, PersonName
from videoplanet.features.share_video import service
from videoplanet.features.share_video.door import describe_door, open_poster
from videoplanet.features.share_video.opening import OpenedShare, Visitor, open_share
from videoplanet.features.share_video.taking_up import send_code, take_up
from videoplanet.shared.entered import Choice, Entered, Id, Moment
from videoplanet.shared.http.etags import etag_of, require_match
from videoplanet.shared.http.idempotency import GatewayRoute
from videoplanet.shared.http.identity import CurrentUser, bearer_token, client_address
from videoplanet.shared.http.language import request_language
from videoplanet.shared.http.limits import Limited, by_method
from videoplanet.shared.http.pages import DEFAULT_LIMIT, Cursor, Limit
from videoplanet.shared.plain_text import ONE_LINE, VERBATIM
from videoplanet.shared.security.cookies import set_guest_cookie

router = APIRouter(tags=["share"], route_class=GatewayRoute, dependencies=[Depends(by_method)])
public_router = APIRouter(tags=["share"], route_class=GatewayRoute)
LinkToken = Annotated[str, Path(alias="share_id", description="The link's token.")]
"""OpenAPI knows one name for one place in a path, and the same path names a link by its id to those who may change it."""
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


class SharedVideoOut(BaseModel):
    """A video behind a link."""

    id: UUID
    title: str


class ShareOut(BaseModel):
    """A link as those who may share see it."""

    id: UUID
    token: str
    url: str
    permission: SharePermission
    has_password: bool
    expires_at: datetime | None
    allow_download: bool
    allow_upload: bool
    latest_version_only: bool
    visits: int
    videos: list[SharedVideoOut]
    created_at: datetime
    revoked_at: datetime | None


class SharesOut(BaseModel):
    """A page of links, newest first."""

    items: list[ShareOut]
    next_cursor: str | None


class ShareSummaryOut(BaseModel):
    """What anybody with the address may know; titles, project, sender and picture only when no password is needed."""

    needs_password: bool
    permission: SharePermission
    expires_at: datetime | None
    project_name: str | None
    sender_name: str | None
    poster_url: str | None
    videos: list[dict[Literal["title"], str]]


class OpenShare(Entered):
    """Who opens the link."""

    model_config = ConfigDict(extra="forbid")

    name: PersonName
    email: Email
    password: Annotated[str, Field(max_length=PASSWORD_LENGTH_MAX), VERBATIM] | None = None


class AskForCode(Entered):
    """Who opened the link before; `password` where the link has one."""

    model_config = ConfigDict(extra="forbid")

    email: Email
    password: Annotated[str, Field(max_length=PASSWORD_LENGTH_MAX), VERBATIM] | None = None


class ChallengeOut(BaseModel):
    """What has to be sent back with the code; times in seconds."""

    challenge: str
    expires_in: int
    resend_in: int


class ProofOfAddress(Entered):
    """The challenge and the code of the letter."""

    model_config = ConfigDict(extra="forbid")

    challenge: Annotated[str, Field(max_length=100), VERBATIM]
    code: Annotated[str, Field(max_length=20, examples=["042917"]), ONE_LINE]


class GuestOut(BaseModel):
    """The guest, as authors of comments are shown."""

    id: UUID
    kind: Literal["guest"] = "guest"
    name: str
    role: None = None


class SharedProjectOut(BaseModel):
    """The project behind a link."""

    id: UUID
    name: str


class OpenedShareOut(BaseModel):
    """A guest's access token and what it is good for; `expires_in` is in seconds."""

    access_token: str
    token_type: Literal["bearer"] = "bearer"  # noqa: S105 - the scheme's name
    expires_in: int
    guest: GuestOut
    permission: SharePermission
    allow_download: bool
    allow_upload: bool
    latest_version_only: bool
    videos: list[SharedVideoOut]
    project: SharedProjectOut


@router.get("/videos/{video_id}/shares")
async def shares(
    video_id: UUID, principal: CurrentUser, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
) -> SharesOut:
    """Links that open a video, withdrawn ones included, newest first."""
    page = await service.list_shares(principal, video_id, cursor=cursor, limit=limit)
    return SharesOut(items=[_out(entry) for entry in page.items], next_cursor=page.next_cursor)


@router.post("/videos/{video_id}/shares", status_code=201)
async def create(video_id: UUID, terms: NewShare, principal: CurrentUser, response: Response) -> ShareOut:
    """Make a link to a video, or to several of one project."""
    fields = {**terms.model_dump(), "video_ids": tuple(terms.video_ids)}
    entry = await service.create_share(principal, video_id, service.ShareTerms(**fields))
    response.headers["ETag"] = _tag(entry.id, entry.revision)
    return _out(entry)


@router.patch("/shares/{share_id}", responses={412: {"description": "Changed since."}})
async def change(
    share_id: UUID, changes: ShareChanges, principal: CurrentUser, request: Request, response: Response
) -> ShareOut:
    """Change what a link allows. A new password closes it to guests who opened it before."""

    def check(link: ShareLink) -> None:
        require_match(request, [str(link.id), link.revision])

    entry = await service.update_share(principal, share_id, changes.given(), check=check)
    response.headers["ETag"] = _tag(entry.id, entry.revision)
    return _out(entry)


@router.delete("/shares/{share_id}", status_code=204)
async def revoke(share_id: UUID, principal: CurrentUser) -> None:
    """Withdraw a link; its guests are out at once."""
    await service.revoke_share(principal, share_id)


@router.post("/shares/{share_id}/restore")
async def restore(share_id: UUID, principal: CurrentUser, response: Response) -> ShareOut:
    """Let a link open again that you withdrew in the last ten minutes."""
    entry = await service.restore_share(principal, share_id)
    response.headers["ETag"] = _tag(entry.id, entry.revision)
    return _out(entry)


@public_router.get("/shares/{share_id}", dependencies=[Depends(Limited("reads", by_address=True))])
async def describe(token: LinkToken) -> ShareSummaryOut:
    """What a link's page may show before it is opened."""
    door = await describe_door(token)
    return ShareSummaryOut(
        needs_password=door.needs_password,
        permission=door.permission,
        expires_at=door.expires_at,
        project_name=door.project_name,
        sender_name=door.sender_name,
        poster_url=f"/api/v1/shares/{token}/poster" if door.has_poster else None,
        videos=[{"title": title} for title in door.titles],
    )


@public_router.get(
    "/shares/{token}/poster",
    dependencies=[Depends(Limited("reads", by_address=True))],
    response_class=Response,
    responses={200: {"content": {"image/jpeg": {}}, "description": "The picture of the link's first film."}},
)
async def poster(token: str) -> Response:
    """The picture that a link's page shows before it is opened; 404 behind a password."""
    async with open_poster(token) as found:
        picture = await found.aread()
    headers = {"Cache-Control": "private, max-age=60", "X-Content-Type-Options": "nosniff"}
    return Response(picture, media_type="image/jpeg", headers=headers)


@public_router.post("/shares/{token}/open", dependencies=[Depends(Limited("writes", by_address=True))])
async def open_link(token: str, visitor: OpenShare, request: Request, response: Response) -> OpenedShareOut:
    """Open a link as a guest: a new one, or the one whose cookie or token comes along, if the e-mail address is theirs.

    Browsers also get the token as an HttpOnly cookie.
    """
    opened = await open_share(
        token,
        Visitor(
            name=visitor.name,
            email=visitor.email,
            password=visitor.password,
            language=request_language(request),
            address=client_address(request),
            cookie=request.headers.get("cookie", ""),
            access_token=bearer_token(request),
        ),
    )
    return _let_in(opened, response)


@public_router.post(
    "/shares/{token}/codes", status_code=202, dependencies=[Depends(Limited("writes", by_address=True))]
)
async def ask_for_code(token: str, asked: AskForCode, request: Request) -> ChallengeOut:
    """Mail a six-digit code to somebody who opened the link before in another browser.

    The answer is the same when nobody with this address did; then no mail is sent.
    """
    challenge = await send_code(
        token,
        email=asked.email,
        password=asked.password,
        language=request_language(request),
        address=client_address(request),
    )
    return ChallengeOut(challenge=challenge.id, expires_in=challenge.expires_in, resend_in=challenge.resend_in)


@public_router.post("/shares/{token}/resume", dependencies=[Depends(Limited("writes", by_address=True))])
async def resume(token: str, proof: ProofOfAddress, request: Request, response: Response) -> OpenedShareOut:
    """Go on as the guest one was elsewhere, with the mailed code. The first time, sessions that had no code end.

    Of several guests with the address it is the one it was proven for before; else the one whose cookie or token comes along; else
    the one who came first.
    """
    opened = await take_up(
        token,
        challenge=proof.challenge,
        code=proof.code,
        cookie=request.headers.get("cookie", ""),
        access_token=bearer_token(request),
    )
    return _let_in(opened, response)


def _let_in(opened: OpenedShare, response: Response) -> OpenedShareOut:
    set_guest_cookie(response, opened.share_id, opened.access_token, opened.lifetime)
    response.headers["Cache-Control"] = "no-store"
    return OpenedShareOut(
        access_token=opened.access_token,
        expires_in=int(opened.lifetime.total_seconds()),
        guest=GuestOut(id=opened.guest_id, name=opened.guest_name),
        permission=opened.permission,
        allow_download=opened.allow_download,
        allow_upload=opened.allow_upload,
        latest_version_only=opened.latest_version_only,
        videos=[SharedVideoOut(id=video.id, title=video.title) for video in opened.videos],
        project=SharedProjectOut(id=opened.project_id, name=opened.project_name),
    )


def _out(entry: service.ShareEntry) -> ShareOut:
    fields = asdict(entry)
    fields.pop("revision")
    return ShareOut(url=fields.pop("address"), **fields)


def _tag(share_id: UUID, revision: int) -> str:
    return etag_of([str(share_id), revision])
