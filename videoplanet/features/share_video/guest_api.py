"""REST routes of share links, for whoever has one: what its door shows, opening it, going on as who one was elsewhere."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from videoplanet.entities.share.model import SharePermission
from videoplanet.entities.share.repository import SharedVideo
from videoplanet.entities.user.model import PASSWORD_LENGTH_MAX
from videoplanet.entities.user.schemas import Email, PersonName
from videoplanet.features.share_video.door import describe_door, open_poster
from videoplanet.features.share_video.opening import OpenedShare, Visitor, open_share
from videoplanet.features.share_video.taking_up import Challenge, send_code, take_up
from videoplanet.shared.entered import Entered
from videoplanet.shared.http.idempotency import GatewayRoute
from videoplanet.shared.http.identity import bearer_token, client_address
from videoplanet.shared.http.language import request_language
from videoplanet.shared.http.limits import Limited
from videoplanet.shared.plain_text import ONE_LINE, VERBATIM
from videoplanet.shared.security.cookies import set_guest_cookie

router = APIRouter(tags=["share"], route_class=GatewayRoute)
LinkToken = Annotated[str, Path(alias="share_id", description="The link's token.")]
"""OpenAPI knows one name for one place in a path, and the same path names a link by its id to those who may change it."""


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
    videos: Sequence[SharedVideo]
    project: SharedProjectOut


@router.get("/shares/{share_id}", dependencies=[Depends(Limited("reads", by_address=True))])
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


@router.get(
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


@router.post("/shares/{token}/open", dependencies=[Depends(Limited("writes", by_address=True))])
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


@router.post("/shares/{token}/codes", status_code=202, dependencies=[Depends(Limited("writes", by_address=True))])
async def ask_for_code(token: str, asked: AskForCode, request: Request) -> Challenge:
    """Mail a six-digit code to somebody who opened the link before in another browser.

    The answer is the same when nobody with this address did; then no mail is sent.
    """
    return await send_code(
        token,
        email=asked.email,
        password=asked.password,
        language=request_language(request),
        address=client_address(request),
    )


@router.post("/shares/{token}/resume", dependencies=[Depends(Limited("writes", by_address=True))])
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
        videos=opened.videos,
        project=SharedProjectOut(id=opened.project_id, name=opened.project_name),
    )
