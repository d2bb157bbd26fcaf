"""Use case: one part of an upload arrives and flows into the storage. It counts only when it is whole and its checksum right."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from uuid import UUID

from videoplanet.entities.upload.model import UploadPart
from videoplanet.entities.upload.repository import keep_part, upload_by_id
from videoplanet.features.upload_video.resuming import require_part
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.errors import Conflict, Invalid, NotFound
from videoplanet.shared.storage_multipart import send_part, takes_parts_directly


@dataclass(frozen=True, slots=True)
class IncomingPart:
    """A part on its way in. `declared_size` is what its sender says, if anything; `sha256` what it must be, in hexadecimal."""

    chunks: AsyncIterator[bytes]
    declared_size: int | None
    sha256: str | None


async def receive_part(upload_id: UUID, number: int, incoming: IncomingPart) -> UploadPart:
    """Store a part; the same part again replaces it. Who may send it is decided by the address it was sent to.

    Raises:
        NotFound: there is no such upload.
        Conflict: `upload.closed`.
        Invalid: `upload.part_number`, `upload.part_size`, `upload.checksum_mismatch`, `upload.digest`, or `upload.incomplete`.
        Unavailable: storage or database is away.
    """
    async with unit_of_work() as uow:
        upload = await upload_by_id(uow.session, upload_id)
    if upload is None:
        raise NotFound
    require_part(upload, number)
    size = upload.size_of(number)
    if incoming.declared_size not in (None, size):
        raise _wrong_size(size)
    if takes_parts_directly() and incoming.sha256 is None:
        raise Invalid("upload.digest", field="Content-Digest")
    checked = _Checked(incoming, size)
    try:
        etag = await send_part(
            upload.storage_key, upload.storage_upload_id, number, checked.chunks(), size=size, sha256=incoming.sha256
        )
    except NotFound as error:
        raise Conflict("upload.closed") from error
    part = UploadPart(upload_id=upload.id, number=number, size=size, etag=etag, sha256=checked.sha256)
    async with unit_of_work() as uow:
        current = await upload_by_id(uow.session, upload_id, lock=True)
        if current is None:
            raise NotFound
        require_part(current, number)
        await keep_part(uow.session, part)
    return part


class _Checked:
    """Counts and hashes bytes on their way.

    The last of them are given on only when all of them are right, so that the storage never takes a part that is not.
    """

    def __init__(self, incoming: IncomingPart, size: int) -> None:
        self.sha256 = ""
        self._incoming = incoming
        self._size = size

    async def chunks(self) -> AsyncIterator[bytes]:
        """The bytes.

        Raises:
            Invalid: as `receive_part` says.
        """
        digest = hashlib.sha256()
        held, count = b"", 0
        async for chunk in self._incoming.chunks:
            if not chunk:
                continue
            count += len(chunk)
            if count > self._size:
                raise _wrong_size(self._size)
            digest.update(chunk)
            if held:
                yield held
            held = chunk
        if count != self._size:
            raise _wrong_size(self._size)
        self.sha256 = digest.hexdigest()
        if self._incoming.sha256 not in (None, self.sha256):
            raise Invalid("upload.checksum_mismatch", field="Content-Digest")
        yield held


def _wrong_size(size: int) -> Invalid:
    return Invalid("upload.part_size", field="Content-Length", limit=size)
