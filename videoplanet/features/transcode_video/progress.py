"""How far a transcode is, told live: at most twice a second on the bus, less often in the job's row."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from uuid import UUID

from videoplanet.entities.activity.operations.videos import VERSION_PROGRESS, VersionProgress
from videoplanet.entities.job.repository import change_job
from videoplanet.features.transcode_video.estimate import Stage, TimeLeft
from videoplanet.shared.bus import project_channel, publish
from videoplanet.shared.db.unit_of_work import unit_of_work

PUBLISH_SECONDS = 0.5
STORE_SECONDS = 2.0
STAGES = tuple(Stage)


class LiveProgress:
    """Reports one run. What it publishes is not stored and has no `seq`: the next report replaces it."""

    def __init__(
        self,
        *,
        project_id: UUID,
        video_id: UUID,
        version_id: UUID,
        number: int,
        job_id: UUID | None,
        ends: Mapping[Stage, float],
    ) -> None:
        self.rungs: list[str] = []
        self.has_poster = False
        self._project_id = project_id
        self._video_id = video_id
        self._version_id = version_id
        self._number = number
        self._job_id = job_id
        self._ends = ends
        self._stage = Stage.FETCHING
        self._share = 0.0
        self._left = TimeLeft(time.monotonic())
        self._seconds: int | None = None
        self._published = self._stored = float("-inf")
        self._told = -1

    async def enter(self, stage: Stage) -> None:
        """Begin a stage, and tell at once: those before it are done."""
        self._stage = stage
        self._advance(0.0)
        await self.tell()

    async def report(self, share: float) -> None:
        """Tell that `share` (0–1) of the current stage is done."""
        self._advance(share)
        moment = time.monotonic()
        if moment - self._published < PUBLISH_SECONDS:
            return
        seconds = self._left.after(self._share, moment)
        if (self._percent, seconds) == (self._told, self._seconds):
            return
        self._seconds = seconds
        await self.tell()
        if moment - self._stored >= STORE_SECONDS and self._job_id is not None:
            self._stored = moment
            async with unit_of_work() as uow:
                await change_job(uow.session, self._job_id, progress=self._percent, seconds_left=self._seconds)

    async def reached(self, rungs: Sequence[str], *, has_poster: bool) -> None:
        """Tell at once what can be watched, or looked at, from now on."""
        self.rungs, self.has_poster = list(rungs), has_poster
        await self.tell()

    async def tell(self) -> None:
        """Publish how far it is."""
        self._told, self._published = self._percent, time.monotonic()
        version: VersionProgress = {
            "id": str(self._version_id),
            "number": self._number,
            "progress": self._percent,
            "seconds_left": self._seconds,
            "rungs": self.rungs,
            "stage": self._stage.value,
            "has_poster": self.has_poster,
        }
        await publish(
            project_channel(self._project_id),
            VERSION_PROGRESS.frame({"version": version}, project_id=self._project_id, video_id=self._video_id),
        )

    def _advance(self, share: float) -> None:
        begin = self._ends[STAGES[place - 1]] if (place := STAGES.index(self._stage)) else 0.0
        whole = begin + min(1.0, share) * (self._ends[self._stage] - begin)
        self._share = max(self._share, whole)

    @property
    def _percent(self) -> int:
        return min(99, int(self._share * 100))
