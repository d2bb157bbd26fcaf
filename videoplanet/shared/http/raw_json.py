"""Answers that are already JSON: for lists and hot paths, where a response model would only check what we just built.

The route still names its model in `responses=`, so that the OpenAPI document stays complete.
"""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterable, AsyncIterator, Mapping, Sequence
from typing import Any

import orjson
from fastapi import Request, Response
from fastapi.responses import StreamingResponse

MEDIA_TYPE = "application/json"


def raw_json(content: Any, *, response: Response, status_code: int = 200, etag: str | None = None) -> Response:
    """Return `content` serialised once, with the headers that dependencies put on `response`."""
    answer = Response(orjson.dumps(content, option=orjson.OPT_UTC_Z), status_code=status_code, media_type=MEDIA_TYPE)
    answer.headers.update({name: value for name, value in response.headers.items() if name != "content-length"})
    if etag is not None:
        answer.headers["ETag"] = etag
    return answer


def streamed_json(head: Mapping[str, Any], batches: AsyncIterable[Sequence[Any]], *, response: Response) -> Response:
    """Return `head` with one more field `items`, sent batch by batch as they come: a list of any length in a bounded memory."""

    async def parts() -> AsyncIterator[bytes]:
        yield orjson.dumps(head)[:-1] + b',"items":['
        separator = b""
        async for batch in batches:
            if batch:
                yield separator + orjson.dumps(batch, option=orjson.OPT_UTC_Z)[1:-1]
                separator = b","
        yield b"]}"

    headers = {name: value for name, value in response.headers.items() if name != "content-length"}
    return StreamingResponse(parts(), media_type=MEDIA_TYPE, headers=headers)


def raw_json_tagged(request: Request, content: Any, *, response: Response) -> Response:
    """Return `content` with a tag of its bytes, or 304 when the caller has exactly these (RFC 9110 §13.1.2)."""
    answer = raw_json(content, response=response)
    tag = '"' + hashlib.sha256(answer.body).hexdigest()[:24] + '"'
    answer.headers["ETag"] = tag
    known = request.headers.get("if-none-match", "")
    if known.strip() == "*" or tag in {item.strip().removeprefix("W/") for item in known.split(",")}:
        headers = {name: value for name, value in answer.headers.items() if name.startswith("ratelimit")}
        return Response(status_code=304, headers={**headers, "ETag": tag})
    return answer
