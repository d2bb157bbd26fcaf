"""REST of uploads in parts: begin, see what arrived, send parts, complete. What is finished is never sent again."""

from ipaddress import ip_address
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Path, Query, Request, Response
from pydantic import ConfigDict, Field

from videoplanet.entities.upload.part_address import check_part_address
from videoplanet.entities.video.model import TITLE_LENGTH
from videoplanet.features.upload_video import completing, resuming
from videoplanet.features.upload_video.arriving import ArrivingBody
from videoplanet.features.upload_video.digests import content_digest, read_content_digest
from videoplanet.features.upload_video.part import IncomingPart, receive_part
from videoplanet.features.upload_video.recognising import KnownFilms, known_films
from videoplanet.features.upload_video.resuming import SignedPart, WantedUpload
from videoplanet.features.upload_video.views import ArrivedPart, UploadView
from videoplanet.shared.config import get_settings
from videoplanet.shared.entered import Entered, Id
from videoplanet.shared.errors import Invalid
from videoplanet.shared.http.idempotency import GatewayRoute
from videoplanet.shared.http.identity import CurrentPrincipal
from videoplanet.shared.http.limits import Limited, by_method, hit
from videoplanet.shared.http.pages import DEFAULT_LIMIT, Cursor, Limit, Page
from videoplanet.shared.http.problem import Problem
from videoplanet.shared.plain_text import ONE_LINE, VERBATIM

_PROBLEM: dict[str, Any] = {"model": Problem, "content": {"application/problem+json": {}}}
_LARGEST = 2**53 - 1
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "The part's bytes: `part_size` of them, only the last part is smaller.",
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}
Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$", description="SHA-256 in lower-case hexadecimal."), VERBATIM]

PartNumber = Annotated[int, Path(ge=1, le=1_000_000)]
router = APIRouter(tags=["upload"], route_class=GatewayRoute)


class NewUpload(Entered):
    """What is about to be sent; `size` in bytes. With `video_id` it becomes the next version of that video."""

    model_config = ConfigDict(extra="forbid")

    filename: Annotated[str, Field(min_length=1, max_length=1024), VERBATIM]
    size: Annotated[int, Field(ge=0, le=_LARGEST)]
    video_id: Id | None = None
    title: Annotated[str, Field(max_length=TITLE_LENGTH), ONE_LINE] | None = None


class PartToSign(Entered):
    """A part, counted from 1, and the SHA-256 of its bytes."""

    model_config = ConfigDict(extra="forbid")

    number: Annotated[int, Field(ge=1, le=1_000_000)]
    sha256: Sha256


class FileAtHand(Entered):
    """A file on somebody's disk; `parts_sha256` is the SHA-256 over the binary SHA-256 of its 8 MiB parts in their order."""

    model_config = ConfigDict(extra="forbid")

    size: Annotated[int, Field(ge=0, le=_LARGEST)]
    parts_sha256: Sha256 | None = None


@router.post(
    "/projects/{project_id}/uploads",
    status_code=201,
    dependencies=[Depends(Limited("uploads"))],
    responses={413: _PROBLEM, 415: _PROBLEM},
)
async def begin_upload(
    project_id: UUID, wanted: NewUpload, principal: CurrentPrincipal, request: Request, response: Response
) -> UploadView:
    """Begin an upload in parts: editors and up, and guests whose share link allows it (new videos only); 20 an hour.

    Send each part with PUT to its `url`, several at once if you like, then complete the upload.
    """
    view = await resuming.begin_upload(
        principal, project_id, WantedUpload(**wanted.model_dump()), origin=_origin(request)
    )
    response.headers["Location"] = f"/api/v1/uploads/{view.upload_id}"
    return view


@router.get("/projects/{project_id}/uploads", dependencies=[Depends(by_method)])
async def unfinished_uploads(
    project_id: UUID,
    principal: CurrentPrincipal,
    request: Request,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[UploadView]:
    """One's own uploads to a project that are not done, newest first."""
    page = await resuming.list_uploads(principal, project_id, cursor=cursor, limit=limit, origin=_origin(request))
    return Page(items=list(page.items), next_cursor=page.next_cursor)


@router.post("/projects/{project_id}/uploads/known", dependencies=[Depends(Limited("reads"))])
async def known_file(project_id: UUID, file: FileAtHand, principal: CurrentPrincipal) -> KnownFilms:
    """Whether a file is in the project already: how many films have its size, and which are it."""
    return await known_films(principal, project_id, size=file.size, parts_sha256=file.parts_sha256)


@router.get("/uploads/{upload_id}", dependencies=[Depends(by_method)])
async def see_upload(upload_id: UUID, principal: CurrentPrincipal, request: Request) -> UploadView:
    """One's own upload: which parts arrived, and fresh addresses for those that are missing."""
    return await resuming.see_upload(principal, upload_id, origin=_origin(request))


@router.post("/uploads/{upload_id}/parts", dependencies=[Depends(Limited("parts"))])
async def sign_part(upload_id: UUID, part: PartToSign, principal: CurrentPrincipal, request: Request) -> SignedPart:
    """An address for one part that takes only bytes with this checksum; send them with the given headers."""
    return await resuming.sign_part(principal, upload_id, part.number, part.sha256, origin=_origin(request))


@router.put("/uploads/{upload_id}/parts/{number}", openapi_extra=_BODY)
async def put_part(
    upload_id: UUID,
    number: PartNumber,
    request: Request,
    response: Response,
    expires: Annotated[int, Query(ge=0, le=_LARGEST, description="Part of the signed address.")],
    signature: Annotated[str, Query(max_length=100, description="Part of the signed address.")],
    sha256: Annotated[Sha256 | None, Query(description="Part of an address that was signed for these bytes.")] = None,
    content_digest_header: Annotated[
        str | None,
        Header(alias="Content-Digest", max_length=1024, description="`sha-256=:…:` (RFC 9530); checked when given."),
    ] = None,
) -> ArrivedPart:
    """Send one part to its signed address, which needs no other authorisation. Sending it again replaces it."""
    body = ArrivingBody(request)
    async with body.refused_politely():
        check_part_address(upload_id, number, expires, signature, sha256)
        await hit("parts", str(upload_id))
        named = read_content_digest(content_digest_header) if content_digest_header is not None else None
        if sha256 is not None and named not in (None, sha256):
            raise Invalid("upload.checksum_mismatch", field="Content-Digest")
        part = await receive_part(upload_id, number, IncomingPart(body.chunks(), body.declared_size, sha256 or named))
    response.headers["ETag"] = part.etag
    response.headers["Content-Digest"] = content_digest(part.sha256)
    return ArrivedPart(part.number, part.size, part.sha256)


@router.post(
    "/uploads/{upload_id}/complete",
    status_code=201,
    dependencies=[Depends(Limited("reads"))],
    responses={
        202: {"model": UploadView, "description": "Still being checked: ask again."},
        413: _PROBLEM,
        415: _PROBLEM,
    },
)
async def complete_upload(
    upload_id: UUID, principal: CurrentPrincipal, request: Request, response: Response
) -> UploadView:
    """Have the film checked and placed once every part has arrived. Repeating is harmless: it is the same video."""
    view = await completing.complete_upload(principal, upload_id, origin=_origin(request))
    if view.video is None:
        response.status_code = 202
    else:
        response.headers["Location"] = f"/api/v1/videos/{view.video.id}"
    return view


@router.delete("/uploads/{upload_id}", status_code=204, dependencies=[Depends(by_method)])
async def give_up_upload(upload_id: UUID, principal: CurrentPrincipal) -> None:
    """Forget an upload and every part that arrived. A film that was taken in already stays."""
    await resuming.give_up_upload(principal, upload_id)


def _origin(request: Request) -> str:
    """Where the caller reaches this site: the public URL; without one, an address of its own, or the one in numbers asked for.

    A name is never taken from the request; a number cannot be another site's, and only the caller is told it.
    """
    settings = get_settings()
    asked = f"{request.url.scheme}://{request.url.netloc}"
    if asked in settings.site_origins or (settings.public_url is None and _is_number(request.url.hostname)):
        return asked
    return settings.site_url


def _is_number(host: str | None) -> bool:
    try:
        return host is not None and bool(ip_address(host))
    except ValueError:
        return False
