"""Looks into a film with PyAV. Runs in a process of its own (`python -m …reading SOURCE`): headers can be hostile.

The caller is `probe`; it reads the one line of JSON this prints: `{"facts": …}`, `{"refused": code}` or
`{"unavailable": reason}`.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from dataclasses import replace
from typing import IO, Any

import av

from videoplanet.shared.errors import NotAVideo
from videoplanet.shared.media.describing import describe
from videoplanet.shared.media.edits import blanks
from videoplanet.shared.media.facts import Facts
from videoplanet.shared.media.film_streams import picture_stream
from videoplanet.shared.media.source import CONTAINERS, MOST_PIXELS, SourceUnavailable, open_source
from videoplanet.shared.media.stored import every_packet, indexed
from videoplanet.shared.media.timecode_track import timecode_rate

STILL_PICTURE_BRANDS = ("avif", "avis", "heic", "heix", "heim", "heis", "hevc", "mif1", "msf1")
MEMORY_BYTES = 4 * 1024**3


def read_facts(source: str) -> Facts:
    """Read a film's facts from a path or an address of our own storage.

    Raises:
        NotAVideo: with one of the codes `video.empty`, `video.not_a_film`, `video.audio_only`, `video.truncated`,
            `video.unknown_codec`.
        SourceUnavailable: the storage did not answer.
    """
    with open_source(source) as file:
        head = file.read(64)
        if not head:
            raise NotAVideo("video.empty")
        size = file.seek(0, 2)
        file.seek(0)
        try:
            return _facts(file, size)
        except (av.FFmpegError, MemoryError, OverflowError) as error:
            raise NotAVideo("video.truncated" if _begins_as_film(head) else "video.not_a_film") from error


def _begins_as_film(head: bytes) -> bool:
    """Whether the first bytes are those of a film's container, so that what fails later is damage."""
    return (
        head[4:8] in (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip")
        or head.startswith((b"\x1aE\xdf\xa3", b"\x06\x0e+4", b"FLV\x01", b"0&\xb2u", b"\x00\x00\x01\xba"))
        or (head.startswith(b"RIFF") and head[8:12] == b"AVI ")
    )


def open_film(file: IO[bytes]) -> Any:
    file.seek(0)
    options = {"format_whitelist": CONTAINERS, "protocol_whitelist": "none"}
    return av.open(file, options=options, buffer_size=1 << 18, metadata_errors="replace")


def _facts(file: IO[bytes], size: int) -> Facts:
    with open_film(file) as film:
        if film.metadata.get("major_brand", "").strip() in STILL_PICTURE_BRANDS:
            raise NotAVideo("video.not_a_film")
        index = picture_stream(film).index
    with open_film(file) as film:
        stream = film.streams[index]
        frame = _first_frame(film, stream)
        stored = indexed(film, stream, size)
        if stored is None:
            with open_film(file) as again:
                stored = every_packet(again, index)
        if not stored.seen.pictures:
            raise NotAVideo("video.empty")
        empty = blanks(file, size, stream.id) if film.format.name.startswith("mov") else ()
        facts = describe(film, stream, frame, stored.seen, trims_frames=stored.trims_frames, blanks=empty, size=size)
        facts = replace(facts, shapes=stored.shapes)
        if facts.container == "mov" and facts.start_timecode is not None:
            facts = replace(facts, timecode_rate=timecode_rate(file, size))
        return facts


def _first_frame(film: Any, stream: Any) -> Any:
    """Decode the first picture.

    Raises:
        NotAVideo: `video.empty`: there are no pictures; `video.truncated`: not one of them can be decoded.
    """
    stream.codec_context.options = {"max_pixels": str(MOST_PIXELS)}
    stream.thread_type = "SLICE"
    has_packets = False
    for packet in film.demux(stream):
        has_packets = has_packets or packet.size > 0
        with suppress(av.InvalidDataError):
            for frame in packet.decode():
                return frame
    raise NotAVideo("video.truncated" if has_packets else "video.empty")


def limit_memory() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


def main(source: str, out: IO[str]) -> None:
    """Print what was found, as one line of JSON."""
    answer: dict[str, Any]
    try:
        answer = {"facts": read_facts(source).to_json()}
    except NotAVideo as refusal:
        answer = {"refused": refusal.code}
    except (SourceUnavailable, OSError) as error:
        answer = {"unavailable": type(error).__name__}
    out.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    limit_memory()
    main(sys.argv[1], sys.stdout)
