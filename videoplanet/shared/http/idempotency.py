"""`Idempotency-Key`: the same key and body within 24 hours answer the same result; another body is a conflict.

The answer is stored in the use case's own transaction, so that a crash leaves both or neither. A streamed upload cannot be held in
one transaction: its key is claimed first and its answer kept afterwards. Answers hold tokens and names, so they are kept encrypted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from fastapi import Request, Response
from fastapi.routing import APIRoute
from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import Field, SQLModel, col

from videoplanet.shared.clock import now
from videoplanet.shared.db.base import TimestampTZ
from videoplanet.shared.db.encrypted import decrypt, encrypt, fingerprint
from videoplanet.shared.db.unit_of_work import UnitOfWork, unit_of_work
from videoplanet.shared.errors import Conflict, Invalid, NotSignedIn
from videoplanet.shared.http.identity import client_address, current_principal

KEY_LENGTH = 200
KEPT_FOR = timedelta(hours=24)
_KEPT_HEADERS = ("content-type", "location", "etag")


class IdempotencyRecord(SQLModel, table=True):
    """A key that was used, what was asked and what was answered (`status` is null while it is still running)."""

    __tablename__ = "idempotency_record"

    key: bytes = Field(primary_key=True)
    request_hash: bytes
    status: int | None = None
    headers: str = ""
    body: bytes | None = None
    created_at: datetime = Field(default_factory=now, sa_type=TimestampTZ, index=True)


async def forget_old_keys(session: AsyncSession) -> None:
    """Forget keys, with their answers, that were used longer ago than they are kept."""
    await session.execute(delete(IdempotencyRecord).where(col(IdempotencyRecord.created_at) < now() - KEPT_FOR))


Handler = Callable[[Request], Awaitable[Response]]


class GatewayRoute(APIRoute):
    """Route class of every gateway router: adds idempotency to POST."""

    def get_route_handler(self) -> Handler:  # type: ignore[override]
        """Return the handler, wrapped for requests that carry a key."""
        inner: Handler = super().get_route_handler()

        async def handle(request: Request) -> Response:
            key = request.headers.get("idempotency-key")
            if request.method != "POST" or key is None:
                return await inner(request)
            if not 1 <= len(key) <= KEY_LENGTH:
                raise Invalid("idempotency.key_length", field="Idempotency-Key", limit=KEY_LENGTH)
            if request.headers.get("content-type", "").startswith("multipart/"):
                return await _claimed(request, inner, key)
            return await _transactional(request, inner, key)

        return handle


async def _transactional(request: Request, inner: Handler, key: str) -> Response:
    index, request_hash = await _index(request, key), _hash(request, await request.body())
    async with unit_of_work() as uow:
        kept = await _claim(uow, index, request_hash)
        if kept is not None:
            return kept
        response = await inner(request)
        await _keep(uow, index, response)
        return response


async def _claimed(request: Request, inner: Handler, key: str) -> Response:
    index = await _index(request, key)
    request_hash = _hash(request, request.headers.get("content-length", "").encode())
    async with unit_of_work() as uow:
        kept = await _claim(uow, index, request_hash)
    if kept is not None:
        return kept
    try:
        response = await inner(request)
    except BaseException:
        async with unit_of_work() as uow:
            await uow.session.execute(delete(IdempotencyRecord).where(col(IdempotencyRecord.key) == index))
        raise
    async with unit_of_work() as uow:
        await _keep(uow, index, response)
    return response


async def _claim(uow: UnitOfWork, index: bytes, request_hash: bytes) -> Response | None:
    """Take the key, or return the answer it already has. A concurrent holder's transaction is waited for."""
    claim = (
        insert(IdempotencyRecord)
        .values(key=index, request_hash=request_hash, headers="", created_at=now())
        .on_conflict_do_update(
            index_elements=["key"],
            set_={"request_hash": request_hash, "status": None, "headers": "", "body": None, "created_at": now()},
            where=col(IdempotencyRecord.created_at) < now() - KEPT_FOR,
        )
        .returning(col(IdempotencyRecord.key))
    )
    if (await uow.session.execute(claim)).first() is not None:
        return None
    row = (await uow.session.execute(select(IdempotencyRecord).where(col(IdempotencyRecord.key) == index))).scalar_one()
    if row.request_hash != request_hash:
        raise Conflict("idempotency.other_request")
    if row.status is None:
        raise Conflict("idempotency.still_running")
    headers = dict(line.split(": ", 1) for line in row.headers.splitlines())
    body = decrypt(row.body) if row.body else ""
    return Response(body, status_code=row.status, headers={**headers, "Idempotency-Replayed": "true"})


async def _keep(uow: UnitOfWork, index: bytes, response: Response) -> None:
    headers = "\n".join(f"{name}: {response.headers[name]}" for name in _KEPT_HEADERS if name in response.headers)
    await uow.session.execute(
        update(IdempotencyRecord)
        .where(col(IdempotencyRecord.key) == index)
        .values(status=response.status_code, headers=headers, body=encrypt(bytes(response.body).decode()))
    )


async def _index(request: Request, key: str) -> bytes:
    """Keys belong to whoever sends them: two callers may use the same one."""
    try:
        caller = str((await current_principal(request)).subject_id)
    except NotSignedIn:
        caller = client_address(request)
    return hashlib.sha256(f"{caller}\0{key}".encode()).digest()


def _hash(request: Request, body: bytes) -> bytes:
    """A keyed digest: what was asked may hold a password, of which no plain hash is kept."""
    return fingerprint(f"{request.url.path}?{request.url.query}\0".encode() + body)
