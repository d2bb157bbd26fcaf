"""Makes a film's renditions: HLS (RFC 8216) with fragmented MP4 segments, true to the frame on every rung.

What makes frames true, and is checked in the tests by the numbers inside the pictures:

- every source frame becomes exactly one frame with the time stamp n / rate (a variable rate is made constant first);
- the first presentation time is 0: composition offsets may be negative (`cmaf`), so B-frames need no edit list, and
  none is written;
- groups of pictures are closed, of equal length on every rung, and each is one segment;
- sound is one separate rendition; the encoder's 1,024 samples of priming take the place of the sound's own first 1,024,
  so sound and picture start together without an edit list.
"""

from __future__ import annotations

import asyncio
import errno
import shutil
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import structlog

from videoplanet.shared.config import get_settings
from videoplanet.shared.media import encoders, sound
from videoplanet.shared.media.colour import smaller, to_bt709
from videoplanet.shared.media.facts import Facts
from videoplanet.shared.media.ffmpeg import EncodingFailed as EncodingFailed
from videoplanet.shared.media.ffmpeg import film, run_ffmpeg
from videoplanet.shared.media.hls import group_frames, output
from videoplanet.shared.media.rungs import Rung as Rung
from videoplanet.shared.media.rungs import rungs as rungs
from videoplanet.shared.media.segments import BrokenSegment, frames_in

log = structlog.get_logger(__name__)
TRIED_BYTES = 1 << 20
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
) -> int:
    """Encode `rungs` with one run of ffmpeg into `folder`: `<rung.name>/` each and `sound/`, with playlists but no master.

    May be called several times for one folder, first with the lowest rung and the sound, then with the others: groups,
    frames and time stamps are the same however the rungs are divided. What a rung's folder held before is removed.

    Args:
        original: a local file; ffmpeg may open nothing else.
        facts: what `probe` said of it.
        folder: an existing folder.
        with_sound: make the sound too, if the film has any.
        threads: processors it may use, and threads of each encoder.
        timeout_seconds: after so long it is ended.
        progress: awaited with the share done, 0–1, as often as ffmpeg reports (twice a second).

    Returns:
        How many frames each rung has, counted in the segments.

    Raises:
        EncodingFailed: ffmpeg ended with an error, made no frame or broken segments, or took too long.
    """
    started = time.monotonic()
    encoder = get_settings().video_encoder
    gain = await sound.loudness_gain(original, facts, timeout_seconds) if with_sound else 0.0

    async def on_frame(count: int) -> None:
        if progress is not None:
            await progress(min(1.0, count / facts.frame_count))

    async def encode(encoder: str) -> int:
        names = [*(rung.name for rung in rungs), *(["sound"] if with_sound and facts.audio_index is not None else [])]
        await asyncio.to_thread(_clear, folder, names)
        await run_ffmpeg(
            _arguments(original, facts, folder, rungs, encoder, threads, gain if "sound" in names else None),
            timeout_seconds=timeout_seconds - (time.monotonic() - started),
            processors=threads,
            on_frame=on_frame,
        )
        return await asyncio.to_thread(_count, folder, rungs, names)

    try:
        count = await encode(encoder)
    except EncodingFailed as error:
        if encoder == encoders.SOFTWARE or error.code in ("video.disk_full", "video.took_too_long"):
            raise
        log.warning("video_encoder_failed", encoder=encoder, instead=encoders.SOFTWARE, words=str(error)[-500:])
        count = await encode(encoders.SOFTWARE)
    if (
        with_sound
        and facts.audio_index is not None
        and await asyncio.to_thread(sound.is_uneven, folder / "sound", facts)
    ):
        log.warning("sound_changes_within_the_film")
        await asyncio.to_thread(_clear, folder, ["sound"])
        await sound.make_evenly(original, facts, folder / "sound", timeout_seconds - (time.monotonic() - started))
    log.info("rungs_made", rungs=[rung.name for rung in rungs], seconds=round(time.monotonic() - started, 2))
    return count


def _clear(folder: Path, names: Sequence[str]) -> None:
    for name in names:
        shutil.rmtree(folder / name, ignore_errors=True)
        (folder / name).mkdir()


def _count(folder: Path, made: Sequence[Rung], names: Sequence[str]) -> int:
    """Frames of each rung. ffmpeg's HLS writer does not notice a full disk: whole segments and playlists are the proof."""
    frames: dict[str, int] = {}
    for name in names:
        segments = sorted((folder / name).glob("*.m4s"))
        try:
            frames[name] = sum(frames_in(segment) for segment in segments)
        except BrokenSegment as error:
            raise EncodingFailed(f"{name}: {error} is not whole", _why(folder / name / str(error))) from error
        listed = (folder / name / "index.m3u8").read_text()
        if not listed.endswith("#EXT-X-ENDLIST\n") or listed.count(".m4s\n") != len(segments):
            raise EncodingFailed(f"{name}: the playlist is not whole", _why(folder / name / "index.m3u8"))
    counts = {frames[rung.name] for rung in made}
    if len(counts) != 1 or 0 in counts:
        raise EncodingFailed(f"frames on the rungs: {sorted(counts)}", "video.undecodable")
    return counts.pop()


def _why(broken: Path) -> str:
    """Whether a file is broken because nothing more fits on its disk: tried with a bit more."""
    try:
        with broken.open("ab") as file:
            file.write(b"\0" * TRIED_BYTES)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            return "video.disk_full"
    return "video.encoding_failed"


def _arguments(
    original: Path, facts: Facts, folder: Path, made: Sequence[Rung], encoder: str, threads: int, gain: float | None
) -> list[str]:
    rate, group = facts.rate, group_frames(facts)
    command = [*encoders.device(encoder), "-filter_complex_threads", str(threads), "-threads", str(threads)]
    command += [*CHANGES_KEEP_COUNTING, *film(original), "-filter_complex", ";".join(_pictures(facts, made, encoder))]
    if gain is not None:
        command += ["-filter_complex", ";".join(sound.filters(facts, gain))]
    plain = ["-map_metadata", "-1", "-map_chapters", "-1"]
    for place, rung in enumerate(made):
        command += ["-map", f"[picture{place}]", *plain]
        command += encoders.picture(encoder, rung, group=group, threads=threads)
        command += f"-fps_mode:v passthrough -enc_time_base:v {rate.den}/{rate.num}".split()
        command += output(folder / rung.name, facts)
    if gain is not None:
        command += ["-map", "[sound]", *plain, *sound.arguments(), *output(folder / "sound", facts)]
    return command


def _pictures(facts: Facts, made: Sequence[Rung], encoder: str) -> list[str]:
    """The graph from the film's pictures to `[picture0]`, `[picture1]` … in the order of `made`.

    The film is brought to the largest size once; each smaller size is made from the next larger one.
    """
    rate = facts.rate
    steps = ["bwdif=mode=send_frame:deint=interlaced"] if facts.is_interlaced else []
    if not facts.is_constant_rate:
        steps.append(f"fps={rate}")
    steps += [f"settb={rate.den}/{rate.num}", "setpts=N"]
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
