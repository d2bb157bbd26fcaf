"""Runs ffmpeg on local films: it may open nothing else, ends with us, and its failures have codes with words for people."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from pathlib import Path

from imageio_ffmpeg import get_ffmpeg_exe

from videoplanet.shared.media.process import running
from videoplanet.shared.media.source import CONTAINERS, MOST_PIXELS

KEPT_WORDS = 16_384
MEMORY_BYTES = 12 * 1024**3
_ALL_PIXELS = ("-apply_cropping", "codec")
"""A container's clean aperture is left aside, as browsers do: what is drawn on the original stands at the same place here."""
OnFrame = Callable[[int], Awaitable[None]]


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
) -> tuple[bytes, str]:
    """Run ffmpeg to its end; its output to `pipe:1` and its last words.

    Args:
        arguments: everything behind the program's name but the general options.
        processors: how many it may use at the same time; None for all.
        on_frame: awaited with the count of pictures made, twice a second; the output is then not returned.

    Raises:
        EncodingFailed: it ended with an error, or took longer than `timeout_seconds`.
    """
    command = [get_ffmpeg_exe(), "-hide_banner", "-nostdin", "-loglevel", "error", "-y"]
    command += ["-progress", "pipe:1", "-nostats"] if on_frame else []
    async with running(
        [*command, *arguments], niceness=niceness, processors=processors, memory_bytes=MEMORY_BYTES
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        words = asyncio.create_task(_last_words(process.stderr))
        try:
            async with asyncio.timeout(timeout_seconds):
                out = await _read(process.stdout, on_frame)
                await process.wait()
            said = await words
        except TimeoutError as error:
            raise EncodingFailed(f"took longer than {timeout_seconds} seconds", "video.took_too_long") from error
        finally:
            words.cancel()
            with suppress(asyncio.CancelledError):
                await words
    if process.returncode or "No space left on device" in said:
        raise EncodingFailed(said[-1000:] or f"ended with {process.returncode}", _code(said))
    return out, said


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


async def _last_words(stderr: asyncio.StreamReader) -> str:
    """What a program said last: a damaged film can make ffmpeg complain without end."""
    kept = b""
    while piece := await stderr.read(65_536):
        kept = (kept + piece)[-KEPT_WORDS:]
    return kept.decode(errors="replace")
