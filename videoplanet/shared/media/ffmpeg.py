"""Runs ffmpeg on local films: it may open nothing else, ends with us, and its failures have codes with words for people."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import structlog
from imageio_ffmpeg import get_ffmpeg_exe

from videoplanet.shared.media.colour import has_transparency
from videoplanet.shared.media.facts import Facts
from videoplanet.shared.media.process import running
from videoplanet.shared.media.source import CONTAINERS, MOST_PIXELS
from videoplanet.shared.media.standstill import until_it_stands_still

log = structlog.get_logger(__name__)
KEPT_WORDS = 16_384
MEMORY_BYTES = 12 * 1024**3
_ALL_PIXELS = ("-apply_cropping", "codec")
"""A container's clean aperture is left aside, as browsers do: what is drawn on the original stands at the same place here."""
_ALPHA_BESIDE = {"vp8": "libvpx", "vp9": "libvpx-vp9"}
MOST_STARTS = 3
"""ffmpeg's threads can wait for each other without end, by chance: then it is begun anew."""
OnFrame = Callable[[int], Awaitable[None]]


class StandsStill(Exception):
    """A run does nothing any more."""


class EncodingFailed(Exception):
    """A film could not be converted. The text is ffmpeg's last words, for the log; `code` names `error.<code>`.

    Codes: `video.encoding_failed`, `video.undecodable`, `video.disk_full`, `video.took_too_long`.
    """

    def __init__(self, words: str, code: str = "video.encoding_failed") -> None:
        self.code = code
        super().__init__(words)


def film(path: Path) -> list[str]:
    """Arguments that open an uploaded film, whatever it says of itself, as a film and nothing else."""
    return [*_local(), *_ALL_PIXELS, "-format_whitelist", CONTAINERS, "-i", f"file:{path.absolute()}"]


def pictures_of(path: Path, facts: Facts) -> list[str]:
    """The same for a film whose pictures are wanted: what is transparent in a VP8 or VP9 only libvpx decodes."""
    beside = has_transparency(facts.pixel_format) and _ALPHA_BESIDE.get(facts.video_codec)
    return [*(["-c:v", beside] if beside else []), *film(path)]


def rendition(folder: Path) -> list[str]:
    """Arguments that open a rendition of our own making, by its playlist."""
    return [*_local(), "-f", "hls", "-allowed_extensions", "m3u8,mp4,m4s", "-i", f"file:{folder.absolute()}/index.m3u8"]


async def run_ffmpeg(
    arguments: Sequence[str],
    *,
    timeout_seconds: float,
    niceness: int = 10,
    processors: int | None = None,
    on_frame: OnFrame | None = None,
    listen_for: str = "",
) -> tuple[bytes, str]:
    """Run ffmpeg to its end; its output to `pipe:1` and its last words.

    Args:
        arguments: everything behind the program's name but the general options.
        processors: how many it may use at the same time; None for all.
        on_frame: awaited with the count of pictures made, twice a second; the output is then not returned.
        listen_for: warnings with these words are among the last words, however much is said after them.

    Raises:
        EncodingFailed: it ended with an error, took longer than `timeout_seconds`, or stood still again and again.
    """
    command = [get_ffmpeg_exe(), "-hide_banner", "-nostdin", "-loglevel", "error", "-y"]
    command += ["-progress", "pipe:1", "-nostats"] if on_frame else []
    command += ["-loglevel", "warning"] if listen_for else []
    command += arguments
    deadline = asyncio.get_running_loop().time() + timeout_seconds
    for _ in range(MOST_STARTS):
        async with running(command, niceness=niceness, processors=processors, memory_bytes=MEMORY_BYTES) as process:
            try:
                async with asyncio.timeout_at(deadline):
                    out, said = await _to_its_end(process, on_frame, listen_for.encode())
            except TimeoutError as error:
                raise EncodingFailed(f"took longer than {timeout_seconds} seconds", "video.took_too_long") from error
            except StandsStill:
                log.warning("ffmpeg_stands_still", arguments=arguments)
                continue
        if process.returncode or "No space left on device" in said:
            raise EncodingFailed(said[-1000:] or f"ended with {process.returncode}", _code(said))
        return out, said
    raise EncodingFailed(f"stood still {MOST_STARTS} times")


async def _to_its_end(
    process: asyncio.subprocess.Process, on_frame: OnFrame | None, listen_for: bytes
) -> tuple[bytes, str]:
    """Its output and its last words.

    Raises:
        StandsStill: it does nothing any more.
    """
    assert process.stdout is not None
    assert process.stderr is not None
    words = asyncio.create_task(_last_words(process.stderr, listen_for))
    reading = asyncio.create_task(_read(process.stdout, on_frame))
    still = asyncio.create_task(until_it_stands_still(process.pid))
    try:
        await asyncio.wait({reading, still}, return_when=asyncio.FIRST_COMPLETED)
        if not reading.done():
            raise StandsStill
        out = await reading
        await process.wait()
        return out, await words
    finally:
        for task in (words, reading, still):
            task.cancel()
        await asyncio.gather(words, reading, still, return_exceptions=True)


def _local() -> list[str]:
    return ["-protocol_whitelist", "file,pipe", "-max_pixels", str(MOST_PIXELS)]


def _code(said: str) -> str:
    if "No space left on device" in said:
        return "video.disk_full"
    if "Invalid data found" in said or "Decoder not found" in said:
        return "video.undecodable"
    return "video.encoding_failed"


async def _read(stdout: asyncio.StreamReader, on_frame: OnFrame | None) -> bytes:
    if on_frame is None:
        return await stdout.read()
    async for line in stdout:
        name, _, value = line.decode(errors="replace").strip().partition("=")
        if name == "frame" and value.isdigit():
            await on_frame(int(value))
    return b""


async def _last_words(stderr: asyncio.StreamReader, listen_for: bytes) -> str:
    """What a program said last: a damaged film can make ffmpeg complain without end. Before it, what was listened for."""
    kept, heard, line = b"", b"", b""
    while piece := await stderr.read(65_536):
        kept = (kept + piece)[-KEPT_WORDS:]
        *lines, line = (line + piece).split(b"\n") if listen_for else (b"",)
        line = line[-KEPT_WORDS:]
        heard += b"".join(each + b"\n" for each in lines if listen_for in each and len(heard) < KEPT_WORDS)
    return (heard + kept).decode(errors="replace")
