"""One run over one film, in stages: what can be watched first comes first, and is told as soon as it is stored."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import structlog

from videoplanet.entities.video import layout
from videoplanet.entities.video.described import columns
from videoplanet.features.transcode_video.estimate import Stage, stage_ends
from videoplanet.features.transcode_video.outcome import Work, finish, reach
from videoplanet.features.transcode_video.progress import LiveProgress
from videoplanet.features.transcode_video.storing import (
    bring_back,
    fetch_original,
    names_of,
    remove_unreferenced,
    store_file,
    store_renditions,
)
from videoplanet.shared.config import get_settings
from videoplanet.shared.media.download import make_download
from videoplanet.shared.media.facts import Facts
from videoplanet.shared.media.ffmpeg import EncodingFailed
from videoplanet.shared.media.ladder import make_rungs
from videoplanet.shared.media.master import write_master
from videoplanet.shared.media.original import is_proven
from videoplanet.shared.media.poster import make_poster
from videoplanet.shared.media.rungs import Rung, rungs
from videoplanet.shared.media.sound import FOLDER as SOUND
from videoplanet.shared.media.sound import folder_of
from videoplanet.shared.media.sprites import make_sprites
from videoplanet.shared.media.waveform import make_waveform
from videoplanet.shared.storage import list_keys

log = structlog.get_logger(__name__)
DAMAGED = "video.original_damaged"
LEAST_SECONDS = 900.0
SECONDS_A_SECOND = 30.0
"""How long a pass may take, for each second of film."""


class Conversion:
    """Makes what the version does not have yet. Its steps store first and tell then, so that any of them can be the last."""

    def __init__(self, work: Work, folder: Path) -> None:
        self._work = work
        self._folder = folder
        self._original = folder / layout.ORIGINAL
        self._renditions = folder / layout.RENDITIONS
        self._prefix = work.version.storage_prefix
        self._rungs = self.plan(work.facts)
        self._one_change = asyncio.Lock()
        first, rest = self._rungs[:1], self._rungs[1:]
        self._progress = LiveProgress(
            project_id=work.video.project_id,
            video_id=work.video.id,
            version_id=work.version.id,
            number=work.version.number,
            job_id=work.version.job_id,
            ends=stage_ends(work.facts, work.version.size, first, rest),
        )
        self._progress.rungs, self._progress.has_poster = work.version.rungs, work.version.has_poster

    @staticmethod
    def plan(facts: Facts) -> list[Rung]:
        """The sizes a film is made in, smallest first."""
        settings = get_settings()
        return rungs(facts, settings.largest_rung, settings.extra_codec)

    async def run(self) -> None:
        """Go through all stages; a stage whose results are stored already is left out.

        Raises:
            EncodingFailed, NotFound, Unavailable, OSError: as `transcode_version` says.
            Superseded: the version is no longer this run's affair.
        """
        await self._fetch()
        poster = asyncio.create_task(self._make_poster())
        try:
            await self._bring_back()
            await self._make_first()
            await self._make_rest()
            await poster
        finally:
            poster.cancel()
            await asyncio.gather(poster, return_exceptions=True)
        await self._make_extras()
        await self._finish()

    async def _fetch(self) -> None:
        version = self._work.version
        await self._progress.enter(Stage.FETCHING)
        sha256 = await fetch_original(version, self._original, self._progress.report)
        size = (await asyncio.to_thread(self._original.stat)).st_size
        if size == version.size and version.sha256 is None:
            await self._reach(sha256=sha256)
        elif size != version.size or version.sha256 != sha256:
            raise EncodingFailed(f"the original's sha256 is {sha256}", DAMAGED)

    async def _make_poster(self) -> None:
        if self._work.version.has_poster:
            return
        poster = self._folder / layout.POSTER
        try:
            await make_poster(self._original, self._work.facts, poster)
        except EncodingFailed as error:
            self._without("poster", error)
            return
        size = await store_file(poster, self._prefix, poster.name)
        await self._reach(has_poster=True, more_bytes=size)
        await self._told()

    async def _bring_back(self) -> None:
        """What an earlier run has made is needed beside the rest: for the master playlist and for downloads."""
        await asyncio.to_thread(self._renditions.mkdir)
        if stored := self._work.version.rungs:
            sounds = {folder_of(place) for place in range(len(self._work.facts.sounds))}
            await bring_back(self._renditions, {*stored, *sounds}, self._prefix)

    async def _make_first(self) -> None:
        """The smallest size with the sounds, so that people can watch while the others are made; and with it what the film really
        is, and whether the original can be watched."""
        if self._work.version.rungs:
            return
        await self._progress.enter(Stage.FIRST)
        first = self._rungs[:1]
        facts = await self._encode(first, with_sound=True, processors=hurried())
        proven = await is_proven(self._original, facts)
        await write_master(self._folder / layout.FIRST_PLAYLIST, facts, first)
        await self._store(first, layout.FIRST_PLAYLIST, **columns(facts), is_playable=proven)

    async def _make_rest(self) -> None:
        """The sizes there are not yet, and the playlist of them all."""
        if self._work.version.has_renditions:
            return
        await self._progress.enter(Stage.LADDER)
        missing = [rung for rung in self._rungs if rung.name not in self._work.version.rungs]
        if missing:
            await self._encode(missing, with_sound=False)
        await write_master(self._folder / layout.MASTER_PLAYLIST, self._work.facts, self._rungs)
        await self._store(missing, layout.MASTER_PLAYLIST, has_renditions=True)

    async def _encode(self, made: Sequence[Rung], *, with_sound: bool, processors: int | None = None) -> Facts:
        return await make_rungs(
            self._original,
            self._work.facts,
            self._renditions,
            rungs=list(made),
            with_sound=with_sound,
            threads=processors or threads(),
            timeout_seconds=self._timeout,
            progress=self._progress.report,
        )

    async def _store(self, made: Sequence[Rung], playlist: str, **changes: Any) -> None:
        """Store new renditions, the playlist that names them last; from then on they can be watched."""
        folders = [rung.name for rung in made]
        if not self._work.version.rungs:
            folders += [path.name for path in sorted(self._renditions.glob(f"{SOUND}*"))]
        stored = await store_renditions(self._renditions, folders, self._prefix)
        stored += await store_file(self._folder / playlist, self._prefix, playlist)
        names = [rung.name for rung in self._rungs if rung in made or rung.name in self._work.version.rungs]
        await self._reach(rungs=names, more_bytes=stored, **changes)
        await self._told()

    async def _make_extras(self) -> None:
        """Pictures for the timeline, the sound's peaks, and each size as one file to take home."""
        await self._progress.enter(Stage.EXTRAS)
        version, facts = self._work.version, self._work.facts
        if not version.sprite_sheets:
            await self._make_sprites()
        await self._progress.report(0.3)
        if facts.sounds and not version.has_waveform:
            await self._make_waveform()
        await self._progress.report(0.5)
        stored = set(await list_keys(f"{self._prefix}/{layout.DOWNLOADS}/"))
        for place, rung in enumerate(self._rungs):
            name = layout.download_name(rung.name)
            if f"{self._prefix}/{name}" not in stored:
                path = self._folder / f"{rung.name}.mp4"
                await make_download(self._renditions, rung, facts, path)
                await self._reach(more_bytes=await store_file(path, self._prefix, name))
                await asyncio.to_thread(path.unlink)
            await self._progress.report(0.5 + 0.5 * (place + 1) / len(self._rungs))

    async def _make_sprites(self) -> None:
        folder = self._folder / "sprites"
        await asyncio.to_thread(folder.mkdir)
        try:
            lowest = self._renditions / self._rungs[0].name
            sheets = await make_sprites(self._original, self._work.facts, folder, lowest=lowest)
        except EncodingFailed as error:
            self._without("sprites", error)
            return
        stored = 0
        for name in await asyncio.to_thread(lambda: sorted(names_of(folder))):
            stored += await store_file(folder / name, self._prefix, name)
        await self._reach(sprite_sheets=sheets, more_bytes=stored)

    async def _make_waveform(self) -> None:
        path = self._folder / layout.WAVEFORM
        try:
            made_sound = self._renditions / SOUND
            await make_waveform(self._original, self._work.facts, path, made_sound=made_sound)
        except EncodingFailed as error:
            self._without("waveform", error)
            return
        stored = await store_file(path, self._prefix, path.name)
        await self._reach(has_waveform=True, more_bytes=stored)

    async def _finish(self) -> None:
        """Remove what a run before this one left and nothing refers to; then the version is ready."""
        await self._progress.enter(Stage.STORING)
        downloads = {layout.download_name(rung.name) for rung in self._rungs}
        await finish(self._work, await remove_unreferenced(self._work.version, downloads))

    async def _reach(self, **changes: Any) -> None:
        """Store what there is now; the poster is made beside the rest, so one change at a time."""
        async with self._one_change:
            self._work = await reach(self._work, **changes)

    async def _told(self) -> None:
        version = self._work.version
        await self._progress.reached(version.rungs, has_poster=version.has_poster)

    def _without(self, what: str, error: EncodingFailed) -> None:
        """A film can be reviewed without this; a full disk is another matter.

        Raises:
            EncodingFailed: the disk is full.
        """
        if error.code == "video.disk_full":
            raise error
        log.warning("made_without", what=what, version=str(self._work.version.id), words=str(error)[-300:])

    @property
    def _timeout(self) -> float:
        return max(LEAST_SECONDS, SECONDS_A_SECOND * float(self._work.facts.duration))


def threads() -> int:
    """Half of the processors, divided among the conversions that may run at the same time, unless the settings say more."""
    settings = get_settings()
    return settings.transcode_threads or max(1, (os.cpu_count() or 2) // 2 // settings.transcode_concurrency)


def hurried() -> int:
    """Every processor for the smallest size, unless the settings name a number: somebody waits to see the film."""
    return get_settings().transcode_threads or os.cpu_count() or 1
