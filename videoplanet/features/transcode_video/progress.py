"""How far a transcode is, told live: at most twice a second on the bus, less often in the job's row."""

from __future__ import annotations

import time
from uuid import UUID

from sqlalchemy import update
from sqlmodel import col

from videoplanet.entities.job.model import Job
from videoplanet.shared.bus import project_channel, publish
from videoplanet.shared.clock import now, rfc3339
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.ids import new_id

PUBLISH_SECONDS = 0.5
STORE_SECONDS = 2.0


class LiveProgress:
    """Reports one job. What it publishes is not stored and has no `seq`: the next report replaces it."""

    def __init__(self, *, project_id: UUID, video_id: UUID, version_id: UUID, number: int, job_id: UUID | None) -> None:
        self.project_id = project_id
        self.video_id = video_id
        self.version_id = version_id
        self.number = number
        self.job_id = job_id
        self._published = self._stored = float("-inf")
        self._percent = -1

    async def report(self, share: float) -> None:
        """Tell that `share` (0–1) is done."""
        percent = min(99, int(share * 100))
        moment = time.monotonic()
        if percent == self._percent or moment - self._published < PUBLISH_SECONDS:
            return
        self._percent, self._published = percent, moment
        await publish(
            project_channel(self.project_id),
            {
                "type": "version.progress",
                "payload": {
                    "version": {"id": str(self.version_id), "number": self.number, "progress": percent},
                },
                "timestamp": rfc3339(now()),
                "id": str(new_id()),
                "seq": None,
                "project_id": str(self.project_id),
                "video_id": str(self.video_id),
            },
        )
        if moment - self._stored >= STORE_SECONDS and self.job_id is not None:
            self._stored = moment
            async with unit_of_work() as uow:
                await uow.session.execute(update(Job).where(col(Job.id) == self.job_id).values(progress=percent))
