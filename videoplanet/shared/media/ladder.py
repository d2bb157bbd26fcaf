"""Makes a film's renditions: HLS (RFC 8216) with fragmented MP4 segments, true to the frame on every rung.

What makes frames true, and is checked in the tests by the numbers inside the pictures:

- every decoded picture gets its place on the film's grid (`grid`) as time stamp n / rate, a neighbour is held where none is;
- which decoded picture each frame shows is told by the encoder and compared with the original's pictures (`placing`);
- the first presentation time is 0: composition offsets may be negative (`cmaf`), so B-frames need no edit list, and
  none is written;
- groups of pictures are closed, of equal length on every rung, and each is one segment;
- sound is one separate rendition; the encoder's 1,024 samples of priming take the place of the sound's own first 1,024,
  so sound and picture start together without an edit list.
"""

from __future__ import annotations

import asyncio
import hashlib
import shutil
import time
from array import array
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path

import structlog

from videoplanet.shared.config import get_settings
from videoplanet.shared.media import encoders, evening, sound
from videoplanet.shared.media.colour import smaller, to_bt709
from videoplanet.shared.media.facts import Facts, Remark
from videoplanet.shared.media.ffmpeg import EncodingFailed as EncodingFailed
from videoplanet.shared.media.ffmpeg import pictures_of, run_ffmpeg
from videoplanet.shared.media.hls import group_frames, output
from videoplanet.shared.media.layout import lay_out
from videoplanet.shared.media.placing import Misplaced, on_the_grid, prove
from videoplanet.shared.media.rungs import Rung as Rung
from videoplanet.shared.media.rungs import rungs as rungs
from videoplanet.shared.media.watching import read_frames, read_seen, watch, watch_encoder
from videoplanet.shared.media.wholeness import require_whole

log = structlog.get_logger(__name__)
SEEN = "seen"
"""Folder beside the rungs in which a run says what it decoded; gone afterwards."""
MOST_RUNS = 3
CHANGES_KEEP_COUNTING = ("-reinit_filter:v", "0")
"""A picture whose size or colour changes within the film is scaled anew; a new graph would number its frames from 0 again. For
the same reason the sound, which may change too, has a graph of its own."""
Progress = Callable[[float], Awaitable[None]]


async def make_rungs(
    original: Path,
    facts: Facts,
    folder: Path,
    *,
    rungs: Sequence[Rung],
    with_sound: bool,
    threads: int,
    timeout_seconds: float,
    progress: Progress | None = None,
) -> Facts:
    """Encode `rungs` with one run of ffmpeg into `folder`: `<rung.name>/` each and `sound/`, with playlists but no master.

    May be called several times for one folder, first with the lowest rung and the sound, then with the others: groups,
    frames and time stamps are the same however the rungs are divided. What a rung's folder held before is removed.

    The run also tells what it decoded. Where that is another film than `facts` say (a header that was wrong, pictures that
    cannot be read, a sound that cannot be heard), the rungs are made once more as the pictures say.

    Args:
        original: a local file; ffmpeg may open nothing else.
        facts: what `probe` said of it, or an earlier run.
        folder: an existing folder.
        with_sound: make the sounds too, if the film has any.
        threads: processors it may use, and threads of each encoder.
        timeout_seconds: after so long it is ended.
        progress: awaited with the share done, 0–1, as often as ffmpeg reports (twice a second).

    Returns:
        The facts as the decoded pictures tell them; each rung shows these, frame by frame. `shown` is the same for every rung of a
        film, in whatever run it is made.

    Raises:
        EncodingFailed: ffmpeg ended with an error, made no frame or broken segments, or took too long; or a rung does not show
            the original's pictures, or others than an earlier run's.
    """
    started = time.monotonic()

    def left() -> float:
        return timeout_seconds - (time.monotonic() - started)

    if with_sound:
        facts = await _with_what_is_heard(original, facts, left)
    seen = folder / SEEN
    await asyncio.to_thread(seen.mkdir, exist_ok=True)
    try:
        for _ in range(MOST_RUNS):
            changing = await _encode(original, facts, folder, rungs, with_sound, threads, left, progress)
            true = await asyncio.to_thread(_compare, seen, facts, rungs)
            if true.shown is not None:
                await _even_out(original, true, folder, changing, left)
                log.info("rungs_made", rungs=[rung.name for rung in rungs], seconds=round(timeout_seconds - left(), 2))
                return true
            log.info("film_is_another", rate=str(true.rate), frames=true.frame_count, believed=facts.frame_count)
            facts = true
        raise EncodingFailed("the film is another in every run", "video.undecodable")
    finally:
        await asyncio.to_thread(shutil.rmtree, seen, ignore_errors=True)


async def _encode(
    original: Path,
    facts: Facts,
    folder: Path,
    rungs: Sequence[Rung],
    with_sound: bool,
    threads: int,
    left: Callable[[], float],
    progress: Progress | None,
) -> frozenset[int]:
    """One run of ffmpeg; in software where the chosen encoder fails. Returns the places of sounds that change within the film."""
    names = [rung.name for rung in rungs]
    heard = facts.sounds if with_sound else ()
    gains = [await sound.loudness_gain(original, each, left()) for each in heard]

    async def on_frame(count: int) -> None:
        if progress is not None:
            await progress(min(1.0, count / facts.frame_count))

    async def encode(encoder: str) -> frozenset[int]:
        made = [*names, *(sound.folder_of(place) for place in range(len(heard)))]
        await asyncio.to_thread(_clear, folder, made)
        _, words = await run_ffmpeg(
            _arguments(original, facts, folder, rungs, encoder, threads, gains),
            timeout_seconds=left(),
            processors=threads,
            on_frame=on_frame,
            listen_for=evening.LEFT_OUT,
        )
        await asyncio.to_thread(require_whole, folder, facts, rungs, made)
        return frozenset(graph - 1 for graph in evening.changing(words))

    encoder = get_settings().video_encoder
    try:
        return await encode(encoder)
    except EncodingFailed as error:
        if encoder == encoders.SOFTWARE or error.code in ("video.disk_full", "video.took_too_long"):
            raise
        log.warning("video_encoder_failed", encoder=encoder, instead=encoders.SOFTWARE, words=str(error)[-500:])
        return await encode(encoders.SOFTWARE)


def _compare(seen_in: Path, facts: Facts, rungs: Sequence[Rung]) -> Facts:
    """The film's true facts; without `shown` where the rungs were not made by them.

    Raises:
        EncodingFailed: `video.undecodable`.
    """
    try:
        seen = read_seen(seen_in)
        true = replace(lay_out(facts, seen), shown=None)
        shown = {tuple(read_frames(seen_in, rung.name)) for rung in rungs}
    except ValueError as error:
        raise EncodingFailed(str(error), "video.undecodable") from error
    if len(shown) != 1:
        raise EncodingFailed("the rungs show different pictures", "video.undecodable")
    pictures = shown.pop()
    as_made = replace(true, phase=facts.phase, keeps_every_picture=facts.keeps_every_picture)
    try:
        if true.rate != facts.rate or true.sound_shift != facts.sound_shift or true.held != facts.held:
            raise Misplaced("rate, beginning or held pictures differ")
        prove(as_made, seen, pictures)
    except Misplaced as error:
        if facts.shown is not None:
            raise EncodingFailed(f"not the film of an earlier run: {error}", "video.undecodable") from error
        log.info("made_otherwise", why=str(error))
        return true
    digest = hashlib.sha256(array("l", pictures).tobytes()).hexdigest()
    if facts.shown not in (None, digest):
        raise EncodingFailed("other pictures than in an earlier run", "video.undecodable")
    return replace(as_made, shown=digest)


async def _with_what_is_heard(original: Path, facts: Facts, left: Callable[[], float]) -> Facts:
    """The facts without sounds of which nothing can be decoded, with a remark."""
    heard = await sound.audible(original, facts, left())
    if heard == facts.sounds:
        return facts
    log.warning("sound_cannot_be_decoded", sounds=len(facts.sounds), heard=len(heard))
    silent = Remark("silent_sound", max(1, len(facts.sounds) - len(heard)))
    remarks = (*(remark for remark in facts.remarks if remark.code != silent.code), silent)
    return replace(facts, sounds=heard, audio_index=heard[0].streams[0] if heard else None, remarks=remarks)


async def _even_out(
    original: Path, facts: Facts, folder: Path, changing: Collection[int], left: Callable[[], float]
) -> None:
    """Make sounds anew that changed within the film."""
    for place in sorted(changing):
        log.warning("sound_changes_within_the_film", sound=place)
        name = sound.folder_of(place)
        await asyncio.to_thread(_clear, folder, [name])
        await evening.make_evenly(original, facts, facts.sounds[place].streams[0], folder / name, left)


def _clear(folder: Path, names: Sequence[str]) -> None:
    for name in names:
        shutil.rmtree(folder / name, ignore_errors=True)
        (folder / name).mkdir()


def _arguments(
    original: Path,
    facts: Facts,
    folder: Path,
    made: Sequence[Rung],
    encoder: str,
    threads: int,
    gains: Sequence[float],
) -> list[str]:
    rate, group = facts.rate, group_frames(facts)
    command = [*encoders.device(encoder), "-filter_complex_threads", str(threads), "-threads", str(threads)]
    command += [
        *CHANGES_KEEP_COUNTING,
        *evening.LEAVE_OUT_CHANGES,
        *pictures_of(original, facts),
        "-filter_complex",
        ";".join(_pictures(facts, made, encoder)),
    ]
    for place, gain in enumerate(gains):
        graph = sound.filters(facts, facts.sounds[place], gain, f"[sound{place}]")
        command += ["-filter_complex", ";".join(graph)]
    plain = ["-map_metadata", "-1", "-map_chapters", "-1"]
    for place, rung in enumerate(made):
        command += ["-map", f"[picture{place}]", *plain]
        command += encoders.picture(encoder, rung, group=group, threads=threads, preset=get_settings().video_preset)
        command += f"-fps_mode:v passthrough -enc_time_base:v {rate.den}/{rate.num}".split()
        command += [*watch_encoder(folder / SEEN, rung.name), *output(folder / rung.name, facts)]
    for place in range(len(gains)):
        name = sound.folder_of(place)
        command += ["-map", f"[sound{place}]", *plain, *sound.arguments(), *output(folder / name, facts)]
    return [*command, *watch(facts, folder / SEEN)]


def _pictures(facts: Facts, made: Sequence[Rung], encoder: str) -> list[str]:
    """The graph from the film's pictures to `[picture0]`, `[picture1]` … in the order of `made`.

    The film is brought to the largest size once; each smaller size is made from the next larger one.
    """
    steps = ["bwdif=mode=send_frame:deint=interlaced"] if facts.is_interlaced else []
    steps += on_the_grid(facts)
    order = sorted(range(len(made)), key=lambda place: (-made[place].height, -made[place].width))
    top = made[order[0]]
    steps += to_bt709(facts, top.width, top.height)
    graph, source = [], f"[0:{facts.stream_index}]"
    for turn, place in enumerate(order):
        rung = made[place]
        above = made[order[turn - 1]] if turn else top
        if (rung.width, rung.height) != (above.width, above.height):
            steps = [smaller(rung.width, rung.height)]
        last = turn == len(order) - 1
        down = f"[down{turn}]"
        if not last:
            graph.append(f"{source}{','.join(steps) or 'null'},split=2[up{turn}]{down}")
            graph.append(f"[up{turn}]{','.join(encoders.pixels(encoder, rung)) or 'null'}[picture{place}]")
        else:
            graph.append(f"{source}{','.join([*steps, *encoders.pixels(encoder, rung)]) or 'null'}[picture{place}]")
        source, steps = down, []
    return graph
