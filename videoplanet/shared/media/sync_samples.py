"""Are a film's sync samples what they say? Runs in a process of its own (`python -m …sync_samples PATH STREAM`).

The caller is `original`; it reads the one word this prints. A player seeks to the sync sample before the wanted picture and
decodes from there. Where that is no IDR picture (ISO/IEC 14496-10, 7.4.1.2.4), as with intra refresh, open groups, or an index that
names every picture, what it shows may be another picture than the one that stands there.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

from videoplanet.shared.media.reading import limit_memory, open_film

_SLICE, _IDR = 1, 5
TRUE, FALSE = "true", "false"


def are_true(path: str, stream_index: int) -> bool:
    """Whether each picture that the index calls a sync sample is an IDR picture, and the first one is one."""
    with open(path, "rb") as file, open_film(file) as film:
        stream = film.streams[stream_index]
        prefix = _length_bytes(bytes(stream.codec_context.extradata or b""))
        if prefix is None:
            return False
        called = {entry.pos for entry in stream.index_entries if entry.is_keyframe}
        is_first = True
        for packet in film.demux(stream):
            if packet.size and (packet.is_keyframe or is_first or packet.pos in called):
                if not _is_idr(bytes(packet), prefix):
                    return False
                is_first = False
        return not is_first


def _length_bytes(record: bytes) -> int | None:
    """How many bytes tell a unit's length (ISO/IEC 14496-15, 5.3.3.1); None for a stream that is stored otherwise."""
    return (record[4] & 3) + 1 if len(record) > 6 and record[0] == 1 else None


def _is_idr(sample: bytes, prefix: int) -> bool:
    """Whether the sample's picture is an IDR picture: all of its slices are."""
    kinds = {kind for kind in _unit_kinds(sample, prefix) if _SLICE <= kind <= _IDR}
    return kinds == {_IDR}


def _unit_kinds(sample: bytes, prefix: int) -> Iterator[int]:
    at = 0
    while at + prefix < len(sample):
        length = int.from_bytes(sample[at : at + prefix], "big")
        if not length:
            return
        yield sample[at + prefix] & 31
        at += prefix + length


def main(arguments: list[str], out: Any) -> None:
    """Print the answer."""
    path, stream_index = arguments
    out.write(TRUE if are_true(path, int(stream_index)) else FALSE)


if __name__ == "__main__":
    limit_memory()
    main(sys.argv[1:], sys.stdout)
