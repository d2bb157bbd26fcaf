"""Use case: every part was sent. The worker takes the film in; whoever asked waits for it a while."""

from __future__ import annotations

import asyncio
import time
from datetime import timedelta
from uuid import UUID

from videoplanet.entities.upload.model import UploadStatus
from videoplanet.entities.upload.repository import parts_of
from videoplanet.features.upload_video.placing import authorize_upload
from videoplanet.features.upload_video.refusals import refusal_of
from videoplanet.features.upload_video.resuming import learn_what_arrived, require_own
from videoplanet.features.upload_video.views import UploadView, missing_parts, upload_view
from videoplanet.shared.clock import now
from videoplanet.shared.config import get_settings
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.errors import Conflict, NotFound
from videoplanet.shared.jobs import enqueue
from videoplanet.shared.security.principal import Principal

INTAKE_QUEUE = "intake"
INTAKE_PRIORITY = 100
WAIT_SECONDS = 20.0
_FIRST_LOOK_SECONDS = 0.02
_LATER_LOOKS_SECONDS = 0.25


async def complete_upload(principal: Principal, upload_id: UUID, *, origin: str) -> UploadView:
    """Have the film joined, looked into and placed, and wait up to 20 seconds for it. Repeating is harmless.

    Returns:
        The upload, `done` with its video, or still `checking`.

    Raises:
        NotFound: there is no such upload of one's own, or its video was deleted since.
        NotAllowed, NotSignedIn: the sender may not upload there any more.
        Conflict: `upload.parts_missing`, or the project is archived.
        NotAVideo: the film was refused, with the codes of `probe`.
        TooLarge: a quota is used up.
    """
    await learn_what_arrived(principal, upload_id)
    # Transactions of their own: another process has to see what they wrote, whatever surrounds this call.
    async with unit_of_work(joins=False) as uow:
        upload = await require_own(uow.session, principal, upload_id, lock=True)
        if upload.status is UploadStatus.OPEN:
            await authorize_upload(uow.session, principal, upload)
            missing = missing_parts(upload, (await parts_of(uow.session, [upload.id]))[upload.id])
            if missing:
                raise Conflict("upload.parts_missing", count=len(missing), first=missing[0])
            upload.status = UploadStatus.CHECKING
            upload.expires_at = now() + timedelta(hours=get_settings().upload_hours)
            await enqueue(
                uow.session,
                "take_in",
                queue=INTAKE_QUEUE,
                priority=INTAKE_PRIORITY,
                lock=f"upload:{upload.id}",
                args={"upload_id": upload.id},
            )
    return await _taken_in(principal, upload_id, origin=origin)


async def _taken_in(principal: Principal, upload_id: UUID, *, origin: str) -> UploadView:
    deadline = time.monotonic() + WAIT_SECONDS
    pause = _FIRST_LOOK_SECONDS
    while True:
        async with unit_of_work(joins=False) as uow:
            upload = await require_own(uow.session, principal, upload_id)
            if upload.status is UploadStatus.REFUSED:
                raise refusal_of(upload.error_code or "")
            if upload.status is UploadStatus.OPEN:
                raise Conflict("upload.parts_missing", count=1, first=1)
            if upload.status is UploadStatus.DONE or time.monotonic() > deadline:
                arrived = (await parts_of(uow.session, [upload.id]))[upload.id]
                view = await upload_view(uow.session, principal, upload, arrived, origin=origin)
                if view.status is UploadStatus.DONE and view.video is None:
                    raise NotFound
                return view
        await asyncio.sleep(pause)
        pause = min(_LATER_LOOKS_SECONDS, pause * 1.15)
