"""RFC 9457 problem details: the one shape in which the gateway says no."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from uuid import uuid4

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from videoplanet.shared.errors import FieldError, Invalid, Malformed, NotFound, TooManyRequests, VideoPlanetError
from videoplanet.shared.http.allowed import allowed_methods
from videoplanet.shared.http.language import request_language
from videoplanet.shared.i18n.catalogue import translate

log = structlog.get_logger(__name__)
MEDIA_TYPE = "application/problem+json"
MOST_ERRORS = 20
_OWN_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")


class ProblemField(BaseModel):
    """One field's complaint."""

    field: str = Field(examples=["body"])
    code: str = Field(examples=["comment.body_too_long"])
    message: str


class Problem(BaseModel):
    """RFC 9457 problem details, with our stable `code`."""

    type: str = Field(examples=["urn:videoplanet:problem:not_found"])
    title: str
    status: int = Field(examples=[404])
    detail: str
    code: str = Field(examples=["not_found"])
    errors: list[ProblemField] | None = None
    request_id: str


def problem_response(error: VideoPlanetError, *, language: str, request_id: str) -> JSONResponse:
    """Return `error` as a response in `language`."""
    message = error.message(language)
    body: dict[str, Any] = {
        "type": f"urn:videoplanet:problem:{error.code}",
        "title": translate(f"http.{error.status}", language),
        "status": error.status,
        "detail": message,
        "code": error.code,
        "request_id": request_id,
    }
    if error.errors:
        body["errors"] = [
            {"field": item.field, "code": item.code, "message": item.message(language)} for item in error.errors
        ]
    headers: dict[str, str] = {}
    if isinstance(error, TooManyRequests):
        headers["Retry-After"] = str(error.retry_after)
    if error.status == 401:
        headers["WWW-Authenticate"] = "Bearer"  # RFC 9110 §15.5.2: it says how to answer
    return JSONResponse(body, status_code=error.status, media_type=MEDIA_TYPE, headers=headers)


def request_id_of(request: Request) -> str:
    """Return the id given to this request at the door."""
    return str(request.scope.get("request_id") or uuid4())


class _PlainHttpError(VideoPlanetError):
    def __init__(self, status: int) -> None:
        super().__init__(f"http_{status}")
        self.status = status

    def message(self, language: str) -> str:
        return translate(f"http.{self.status}", language)


def install_problem_handlers(app: FastAPI) -> None:
    """Make `app` answer every failure as a problem."""

    def answer(request: Request, error: VideoPlanetError) -> Response:
        return problem_response(error, language=request_language(request), request_id=request_id_of(request))

    @app.exception_handler(VideoPlanetError)
    async def expected(request: Request, error: VideoPlanetError) -> Response:
        return answer(request, error)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        if any(item["type"] == "json_invalid" for item in error.errors()):
            return answer(request, Malformed())
        return answer(request, field_errors(error.errors()))

    @app.exception_handler(HTTPException)
    async def plain(request: Request, error: HTTPException) -> Response:
        known: dict[int, VideoPlanetError] = {400: Malformed(), 404: NotFound()}
        response = answer(request, known.get(error.status_code) or _PlainHttpError(error.status_code))
        response.headers.update(error.headers or {})
        if error.status_code == 405 and (allowed := allowed_methods(app, request.url.path)):
            response.headers["Allow"] = allowed
        return response

    @app.exception_handler(Exception)
    async def unexpected(request: Request, error: Exception) -> Response:
        log.error("unexpected_error", path=request.url.path, exc_info=error)
        return answer(request, VideoPlanetError())


_CODES = {
    "missing": "field.missing",
    "string_too_long": "field.too_long",
    "string_too_short": "field.too_short",
    "too_long": "field.too_many",
    "enum": "field.unknown_choice",
    "literal_error": "field.unknown_choice",
    "greater_than_equal": "field.too_small",
    "less_than_equal": "field.too_large",
    "extra_forbidden": "field.unknown",
}


def field_errors(items: Sequence[Any]) -> Invalid:
    """Return Pydantic's complaints as one error of ours: the first ones, and of the caller's words none."""
    return Invalid.of(*(field_error(item) for item in items[:MOST_ERRORS]))


def field_error(item: Any) -> FieldError:
    """Return one complaint of Pydantic as ours."""
    path = [str(part) for part in item["loc"] if part not in ("body", "query", "path", "header")]
    if item["type"] == "extra_forbidden":
        path = path[:-1]  # its last part is what the caller made up
    path = [part if _OWN_NAME.fullmatch(part) else "…" for part in path]
    context = item.get("ctx") or {}
    params: dict[str, object] = {}
    for name in ("max_length", "min_length", "ge", "le"):
        if name in context:
            params["limit"] = context[name]
    code = _CODES.get(str(item["type"]), "field.invalid")
    if str(context.get("error", "")).startswith("code:"):
        code = str(context["error"]).removeprefix("code:")
    return FieldError(".".join(path) or "body", code, params)
