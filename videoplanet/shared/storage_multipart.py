"""Objects that arrive part by part (S3 multipart uploads): begin, send, list, join, forget.

Parts are streamed: a body is never whole in memory here. Errors as for `storage`.
"""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpx
import structlog
from botocore.exceptions import ClientError

from videoplanet.shared.config import get_settings
from videoplanet.shared.errors import NotFound, Unavailable
from videoplanet.shared.storage_client import bucket, call, public_s3_client, s3_client, s3_http

log = structlog.get_logger(__name__)
PART_BYTES = 8 * 1024**2
MOST_PARTS = 10_000
_SENT_WITHIN_SECONDS = 900
_NOT_JOINED = ("InvalidPart", "InvalidPartOrder", "BadDigest", "InvalidRequest", "EntityTooSmall")


class PartsDiffer(Exception):
    """The storage does not have the very parts that were to be joined."""


@dataclass(frozen=True, slots=True)
class StoredPart:
    """A part in the storage; `size` in bytes, `etag` with its quotes, `sha256` in hexadecimal or None when nobody says."""

    number: int
    size: int
    etag: str
    sha256: str | None = None


def takes_parts_directly() -> bool:
    """Whether browsers send parts to the storage themselves. It then checks every part's SHA-256."""
    return bool(get_settings().s3_public_url)


async def begin_multipart(key: str) -> str:
    """Start an upload and return its id; it must end with `join_parts` or `abort_multipart`."""
    checked = {"ChecksumAlgorithm": "SHA256"} if takes_parts_directly() else {}
    answer = await call(
        s3_client().create_multipart_upload,
        Bucket=bucket(),
        Key=key,
        ContentType="application/octet-stream",
        **checked,
    )
    return str(answer["UploadId"])


async def send_part(
    key: str, upload_id: str, number: int, chunks: AsyncIterator[bytes], *, size: int, sha256: str | None = None
) -> str:
    """Stream a part of exactly `size` bytes and return its entity tag.

    The storage keeps nothing when `chunks` raises before its end: whoever checks the bytes raises instead of giving the last.

    Raises:
        NotFound: the upload has ended.
        Unavailable: the storage is away or refuses.
        Exception: whatever `chunks` raises.
    """
    place = {"Bucket": bucket(), "Key": key, "UploadId": upload_id, "PartNumber": number}
    headers = {"Content-Length": str(size)}
    if takes_parts_directly() and sha256 is not None:
        place["ChecksumSHA256"] = headers["x-amz-checksum-sha256"] = _base64(sha256)
    url = s3_client().generate_presigned_url("upload_part", Params=place, ExpiresIn=_SENT_WITHIN_SECONDS)
    try:
        answer = await s3_http().put(url, content=chunks, headers=headers)
    except httpx.TransportError as error:
        log.warning("storage_unavailable", error=type(error).__name__)
        raise Unavailable from error
    if answer.status_code == 404:
        raise NotFound
    if answer.status_code != 200 or "etag" not in answer.headers:
        log.warning("storage_refused", key=key, part=number, status=answer.status_code)
        raise Unavailable
    return answer.headers["etag"]


def direct_part_address(
    key: str, upload_id: str, number: int, sha256: str, *, seconds: int
) -> tuple[str, dict[str, str]]:
    """Return where a browser sends a part itself, and the headers it must send; the storage refuses any other bytes."""
    checksum = _base64(sha256)
    place = {"Bucket": bucket(), "Key": key, "UploadId": upload_id, "PartNumber": number, "ChecksumSHA256": checksum}
    url: str = public_s3_client().generate_presigned_url("upload_part", Params=place, ExpiresIn=seconds)
    return url, {"x-amz-checksum-sha256": checksum}


async def stored_parts(key: str, upload_id: str) -> list[StoredPart]:
    """Return the parts of an unfinished upload, a part that was sent again also with its earlier state, oldest first.

    Raises:
        NotFound: the upload has ended.
    """
    return await call(_stored_parts, key, upload_id)


async def join_parts(key: str, upload_id: str, parts: Sequence[StoredPart]) -> None:
    """Make the object exist.

    Raises:
        PartsDiffer: a part is not there, or has another entity tag or checksum.
        NotFound: the upload has ended: joined already, or given up.
    """
    named: list[dict[str, Any]] = [{"PartNumber": part.number, "ETag": part.etag} for part in parts]
    if takes_parts_directly():
        for entry, part in zip(named, parts, strict=True):
            if part.sha256:
                entry["ChecksumSHA256"] = _base64(part.sha256)
    try:
        await call(
            s3_client().complete_multipart_upload,
            Bucket=bucket(),
            Key=key,
            UploadId=upload_id,
            MultipartUpload={"Parts": named},
        )
    except Unavailable as error:
        cause = error.__cause__
        if isinstance(cause, ClientError) and cause.response.get("Error", {}).get("Code") in _NOT_JOINED:
            raise PartsDiffer from error
        raise


async def abort_multipart(key: str, upload_id: str) -> None:
    """Forget an unfinished upload with its parts; one that has ended is no error."""
    try:
        await call(s3_client().abort_multipart_upload, Bucket=bucket(), Key=key, UploadId=upload_id)
    except NotFound:
        log.info("upload_already_gone", key=key)


async def multiparts_begun_before(moment: datetime) -> list[tuple[str, str]]:
    """Return key and id of every unfinished upload that is older."""
    return await call(_begun_before, moment)


def _stored_parts(key: str, upload_id: str) -> list[StoredPart]:
    pages = s3_client().get_paginator("list_parts").paginate(Bucket=bucket(), Key=key, UploadId=upload_id)
    return [
        StoredPart(part["PartNumber"], part["Size"], part["ETag"], _hexadecimal(part.get("ChecksumSHA256")))
        for page in pages
        for part in page.get("Parts", ())
    ]


def _begun_before(moment: datetime) -> list[tuple[str, str]]:
    pages = s3_client().get_paginator("list_multipart_uploads").paginate(Bucket=bucket())
    return [
        (upload["Key"], upload["UploadId"])
        for page in pages
        for upload in page.get("Uploads", ())
        if upload["Initiated"] < moment
    ]


def _base64(sha256: str) -> str:
    return base64.b64encode(bytes.fromhex(sha256)).decode()


def _hexadecimal(checksum: str | None) -> str | None:
    return base64.b64decode(checksum).hex() if checksum else None
