"""A sound that changes its channels or rate within the film, made even before it is converted.

ffmpeg builds a graph of filters anew when what it gets changes. Beside other outputs that can stand still for ever: the graph
waits until its output is behind the others, while the film waits for the graph to take what lies before it. So the run that
makes the rungs leaves out what does not fit the sound's beginning and says so, and the sound is made here, by runs that
filter for one output each.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from pathlib import Path

from videoplanet.shared.media import sound
from videoplanet.shared.media.facts import Facts, Sound
from videoplanet.shared.media.ffmpeg import film, run_ffmpeg
from videoplanet.shared.media.hls import output

LEAVE_OUT_CHANGES = ("-drop_changed:a", "1")
"""Arguments of an input: sound that is not as at the beginning does not build the graph anew."""
LEFT_OUT = "Avoiding reinit; dropping frame"
"""What ffmpeg then says, once for each graph."""
_GRAPH = re.compile(r"\[fc#(\d+)[^\]]*\] " + LEFT_OUT)


def changing(words: str) -> frozenset[int]:
    """Numbers of the graphs of which ffmpeg says that their input changed within the film."""
    return frozenset(int(number) for number in _GRAPH.findall(words))


async def make_evenly(original: Path, facts: Facts, stream: int, folder: Path, left: Callable[[], float]) -> None:
    """Make the sound of such a stream into `folder`, as `ladder` makes the others.

    Its packets are taken out on the clock the rungs are on, decoded to stereo at one rate, and then it is made as usual. Only
    containers of one sound a stream change within: channels in a stream each do not.

    Args:
        left: how many seconds it may still take.

    Raises:
        EncodingFailed: the sound cannot be decoded, or there is no room.
    """
    stored, even = folder / "stored.nut", folder / "even.mkv"
    taken = [*film(original), "-map", f"0:{facts.stream_index}", "-c", "copy", "-f", "null", "-"]
    taken += ["-map", f"0:{stream}", "-c", "copy", "-avoid_negative_ts", "disabled", str(stored)]
    await run_ffmpeg(taken, timeout_seconds=left())

    command = ["-copyts", *film(stored), "-map", "0:0", "-af", f"aresample={sound.RATE}", "-ac", "2", "-c:a", "flac"]
    await run_ffmpeg([*command, str(even)], timeout_seconds=left())

    graph = ";".join(sound.filters(facts, Sound((0,), 2), 0.0, "[sound]"))
    command = ["-copyts", *film(even), "-filter_complex", graph, "-map", "[sound]", *sound.arguments()]
    await run_ffmpeg([*command, *output(folder, facts)], timeout_seconds=left())
    for path in (stored, even):
        await asyncio.to_thread(path.unlink)
