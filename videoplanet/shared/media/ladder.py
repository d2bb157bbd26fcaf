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
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import structlog
from imageio_ffmpeg import get_ffmpeg_exe

from videoplanet.shared.media.facts import Facts
from videoplanet.shared.media.process import running

log = structlog.get_logger(__name__)
HEIGHTS = (360, 720, 1080)
SEGMENT_SECONDS = 2
SOUND_RATE = 48000
PRIMING_SAMPLES = 1024
MOST_PIXELS = 16384 * 8192
Progress = Callable[[float], Awaitable[None]]


class EncodingFailed(Exception):
    """ffmpeg could not do it; the text is its last words, for the log."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One size of the ladder. `name` is its folder, `peak` its highest bit rate in kbit/s."""

    name: str
    width: int
    height: int
    quality: int
    peak: int


def rungs(facts: Facts) -> list[Rung]:
    """The sizes to make, smallest first: 360, 720 and 1080 on the short side, never larger than the film.

    A film between two sizes also gets its own size when that is clearly larger than the rung below it.
    """
    short = min(facts.width, facts.height)
    sizes = [height for height in HEIGHTS if height <= short]
    if not sizes or (short < HEIGHTS[-1] and short > 1.15 * sizes[-1]):
        sizes.append(short)
    return [_rung(facts, size) for size in sizes]


def _rung(facts: Facts, size: int) -> Rung:
    scale = Fraction(size, min(facts.width, facts.height))
    width, height = (max(2, round(side * scale / 2) * 2) for side in (facts.width, facts.height))
    quality, peak = next(((q, p) for limit, q, p in ((360, 24, 1000), (720, 23, 3500)) if size <= limit), (22, 7000))
    return Rung(f"{size}p", width, height, quality, peak)


@dataclass(frozen=True, slots=True)
class Ladder:
    """What was made: the sizes, smallest first, and how many frames each of them has."""

    rungs: list[Rung]
    frame_count: int


async def make_ladder(
    original: Path,
    facts: Facts,
    folder: Path,
    *,
    threads: int,
    timeout_seconds: float,
    progress: Progress | None = None,
) -> Ladder:
    """Encode every rung with one run of ffmpeg into `folder`: `master.m3u8` and a folder for each rung and the sound.

    Args:
        original: a local file; ffmpeg may open nothing else.
        facts: what `probe` said of it.
        folder: an empty, existing folder.
        threads: threads for each encoder.
        timeout_seconds: after so long it is ended.
        progress: awaited with the share done, 0–1, as often as ffmpeg reports (twice a second).

    Raises:
        EncodingFailed: ffmpeg ended with an error, made no frame, or took too long.
    """
    made = rungs(facts)
    frame_count = 0
    command = [get_ffmpeg_exe(), *_arguments(original, facts, made, folder, threads)]
    started = time.monotonic()
    async with running(command, niceness=10) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        words = asyncio.create_task(process.stderr.read())
        try:
            async with asyncio.timeout(timeout_seconds):
                async for line in process.stdout:
                    name, _, value = line.decode(errors="replace").strip().partition("=")
                    if name != "frame" or not value.isdigit():
                        continue
                    frame_count = int(value)
                    if progress is not None:
                        await progress(min(1.0, frame_count / facts.frame_count))
                await process.wait()
        except TimeoutError as error:
            raise EncodingFailed(f"took longer than {timeout_seconds} seconds") from error
        finally:
            if process.returncode is None:
                words.cancel()
        if process.returncode or not frame_count:
            raise EncodingFailed((await words)[-1000:].decode(errors="replace"))
    log.info("ladder_made", rungs=[rung.name for rung in made], seconds=round(time.monotonic() - started, 2))
    return Ladder(made, frame_count)


def _arguments(original: Path, facts: Facts, made: list[Rung], folder: Path, threads: int) -> list[str]:
    rate = facts.rate
    group = max(1, round(SEGMENT_SECONDS * rate.fraction))
    has_sound = facts.audio_index is not None
    command = ["-hide_banner", "-nostdin", "-loglevel", "error", "-y", "-progress", "pipe:1", "-nostats"]
    command += ["-filter_complex_threads", str(threads), "-threads", str(threads)]
    command += ["-protocol_whitelist", "file,pipe", "-max_pixels", str(MOST_PIXELS), "-i", f"file:{original}"]
    command += ["-filter_complex", ";".join(_filters(facts, made)), "-map_metadata", "-1", "-map_chapters", "-1"]
    for place, rung in enumerate(made):
        command += ["-map", f"[picture{place}]", f"-crf:v:{place}", str(rung.quality)]
        command += [f"-maxrate:v:{place}", f"{rung.peak}k", f"-bufsize:v:{place}", f"{2 * rung.peak}k"]
    command += f"-c:v libx264 -preset veryfast -profile:v high -bf 2 -threads:v {threads}".split()
    command += f"-g {group} -keyint_min {group} -sc_threshold 0 -flags:v +cgop".split()
    command += f"-fps_mode:v passthrough -enc_time_base:v {rate.den}/{rate.num}".split()
    if has_sound:
        command += ["-map", "[sound]", *f"-c:a aac -b:a 128k -ac 2 -ar {SOUND_RATE}".split()]
    streams = [f"v:{place},name:{rung.name}{',agroup:sound' if has_sound else ''}" for place, rung in enumerate(made)]
    if has_sound:
        streams.append("a:0,name:sound,agroup:sound,default:yes")
    segment = float((group - Fraction(1, 2)) / rate.fraction)
    command += f"-f hls -hls_time {segment:.6f} -hls_playlist_type vod -hls_flags independent_segments".split()
    command += ["-hls_segment_type", "fmp4", "-hls_segment_options", "movflags=+cmaf:use_editlist=0"]
    command += ["-hls_fmp4_init_filename", "init.mp4", "-master_pl_name", "master.m3u8"]
    command += ["-var_stream_map", " ".join(streams), "-hls_segment_filename", f"{folder}/%v/%05d.m4s"]
    return [*command, f"{folder}/%v/index.m3u8"]


def _filters(facts: Facts, made: list[Rung]) -> list[str]:
    rate = facts.rate
    steps = ["bwdif=mode=send_frame:deint=interlaced"] if facts.is_interlaced else []
    if not facts.is_constant_rate:
        steps.append(f"fps={rate}")
    steps += [f"settb={rate.den}/{rate.num}", "setpts=N", f"split={len(made)}"]
    filters = [f"[0:{facts.stream_index}]{','.join(steps)}{''.join(f'[size{place}]' for place in range(len(made)))}"]
    filters += [
        f"[size{place}]scale={rung.width}:{rung.height}:flags=bicubic,setsar=1,format=yuv420p[picture{place}]"
        for place, rung in enumerate(made)
    ]
    if facts.audio_index is not None:
        end = float(facts.duration)
        filters.append(
            f"[0:{facts.audio_index}]asetpts=PTS-{float(facts.picture_start - facts.file_start):.6f}/TB,"
            f"aresample={SOUND_RATE}:async=1:first_pts=0,apad=whole_dur={end:.6f},atrim=end={end:.6f},"
            f"atrim=start_sample={PRIMING_SAMPLES},asetpts=PTS-STARTPTS[sound]"
        )
    return filters
