"""How fast a film's rungs are made, beside the best plain ffmpeg command for the same files on the same machine."""

from __future__ import annotations

import asyncio
import os
import resource
import shutil
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

from bench.table import show
from videoplanet.shared.media.facts import Facts
from videoplanet.shared.media.ffmpeg import film as film_input
from videoplanet.shared.media.ffmpeg import run_ffmpeg
from videoplanet.shared.media.ladder import make_rungs, rungs
from videoplanet.shared.media.layout import lay_out
from videoplanet.shared.media.master import write_master
from videoplanet.shared.media.original import is_proven
from videoplanet.shared.media.poster import make_poster
from videoplanet.shared.media.probe import probe
from videoplanet.shared.media.sprites import make_sprites
from videoplanet.shared.media.watching import read_seen, watch
from videoplanet.shared.media.waveform import make_waveform

SECONDS = 20
REPEATS = 3
TIMEOUT_SECONDS = 1800.0
SCENE = Path(__file__).parents[1] / "tests" / "assets" / "big_buck_bunny_720p25.mp4"
CLIPS = {
    "H.264": ("film.mp4", "-c:v libx264 -preset veryfast -crf 18 -pix_fmt yuv420p"),
    "HEVC 10 bit": (
        "hevc.mp4",
        "-c:v libx265 -preset ultrafast -crf 20 -pix_fmt yuv420p10le -x265-params log-level=none",
    ),
    "ProRes 422": ("film.mov", "-c:v prores_aw -profile:v 2 -pix_fmt yuv422p10le"),
}


async def measure(_environment: dict[str, str]) -> None:
    """Make each clip, then its rungs in each way, the ways in turn; the best of several runs counts."""
    with tempfile.TemporaryDirectory(prefix="videoplanet-transcode-") as place:
        rows: list[tuple[str, list[float]]] = []
        worked: list[tuple[str, list[float]]] = []
        others: list[tuple[str, float, float, float, float]] = []
        proofs: list[tuple[str, float, float, float, str]] = []
        for name, (file, codec) in CLIPS.items():
            film = await _clip(Path(place) / file, codec)
            facts = await probe(film)
            seconds, processor_seconds = await _rungs(film, facts, Path(place))
            rows.append((name, seconds))
            worked.append((name, processor_seconds))
            others.append((name, *await _others(film, facts, Path(place))))
            looking, proving = await _proof(film, Path(place))
            whole = processor_seconds[2] + processor_seconds[3]
            proofs.append((name, looking, proving, whole, f"{(looking + proving) / whole:.1%}"))
    head = ("film", "plain ffmpeg", "one pass", "ratio", "lowest first", "then all", "ratio")
    show(f"Rungs of {SECONDS} s of 1080p24 (seconds, {os.cpu_count()} processors)", head, _table(rows))
    show("The same in processor seconds, which other programs do not disturb", head, _table(worked))
    show(
        "Looking into the film and proving its frames, beside its conversion (processor seconds)",
        ("film", "probe", "proof", "conversion", "share"),
        [(name, f"{a:.2f}", f"{b:.2f}", f"{c:.2f}", share) for name, a, b, c, share in proofs],
    )
    show(
        "Around it (seconds)",
        ("film", "probe", "poster", "sprites", "waveform"),
        [(o[0], *(f"{x:.2f}" for x in o[1:])) for o in others],
    )


def _table(rows: list[tuple[str, list[float]]]) -> list[tuple[str, float, float, str, float, float, str]]:
    return [
        (name, plain, single, f"{single / plain:.2f}", first, first + rest, f"{(first + rest) / plain:.2f}")
        for name, (plain, single, first, rest) in rows
    ]


def _worked() -> float:
    """Processor seconds of all programs that ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


async def _clip(path: Path, codec: str) -> Path:
    """A film of real pictures: the scene, grained and moving, so that it costs what films cost."""
    look = "scale=1920:1080,noise=alls=2:allf=t,fps=24"
    command = ["-stream_loop", "9", "-i", str(SCENE), "-t", str(SECONDS), "-vf", look, *codec.split()]
    await run_ffmpeg([*command, "-c:a", "aac", "-ac", "2", str(path)], timeout_seconds=TIMEOUT_SECONDS, niceness=0)
    return path


async def _rungs(film: Path, facts: Facts, place: Path) -> tuple[list[float], list[float]]:
    """Seconds and processor seconds of: plain ffmpeg, all rungs in one pass, the lowest, the others after it."""
    made = rungs(facts)
    threads = os.cpu_count() or 1
    best, least = [float("inf")] * 4, [float("inf")] * 4

    def ways(folder: Path) -> list[Callable[[], Awaitable[object]]]:
        def ours(some: list[int], with_sound: bool) -> Callable[[], Awaitable[object]]:
            return lambda: make_rungs(
                film,
                facts,
                folder,
                rungs=[made[at] for at in some],
                with_sound=with_sound,
                threads=threads,
                timeout_seconds=TIMEOUT_SECONDS,
            )

        everything = list(range(len(made)))
        return [
            lambda: run_ffmpeg(_plain(film, folder), timeout_seconds=TIMEOUT_SECONDS),
            ours(everything, True),
            ours(everything[:1], True),
            ours(everything[1:], False),
        ]

    for _ in range(REPEATS):
        folder = place / "hls"
        for way in range(4):
            if way != 3:
                await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
                for name in ("", "360p", "720p", "1080p", "sound"):
                    (folder / name).mkdir(exist_ok=True)
            started, worked = time.perf_counter(), _worked()
            await ways(folder)[way]()
            if way in (1, 3):
                await write_master(folder / "master.m3u8", facts, made)
            best[way] = min(best[way], time.perf_counter() - started)
            least[way] = min(least[way], _worked() - worked)
    return best, least


def _plain(film: Path, folder: Path) -> list[str]:
    """What somebody who knows ffmpeg would type: one decoder, each size scaled from the one above, four HLS outputs."""
    graph = "[0:v]scale=1920:1080,format=yuv420p,split[a][b];[b]scale=1280:720,split[c][d];[d]scale=640:360[e]"
    command = ["-i", str(film), "-filter_complex", graph]
    for pad, name, quality, peak in (("a", "1080p", 22, 7000), ("c", "720p", 23, 3500), ("e", "360p", 24, 1000)):
        command += ["-map", f"[{pad}]", *f"-c:v libx264 -preset veryfast -profile:v high -bf 2 -crf {quality}".split()]
        command += f"-maxrate {peak}k -bufsize {2 * peak}k -g 48 -keyint_min 48 -sc_threshold 0".split()
        command += _hls(folder / name)
    return [
        *command,
        "-map",
        "0:a",
        *["-c:a", "aac", "-b:a", "128k", "-ac", "2", "-ar", "48000"],
        *_hls(folder / "sound"),
    ]


def _hls(folder: Path) -> list[str]:
    command = [
        "-f",
        "hls",
        "-hls_time",
        "2",
        "-hls_playlist_type",
        "vod",
        "-hls_segment_type",
        "fmp4",
        "-hls_segment_options",
        "movflags=+cmaf",
    ]
    return [*command, "-hls_segment_filename", f"{folder}/%05d.m4s", f"{folder}/index.m3u8"]


async def _proof(film: Path, place: Path) -> tuple[float, float]:
    """Processor seconds of the probe, and of what a conversion does to prove frames: the two outputs that tell what was decoded
    (measured with a decode that has them and one that has not), and the look at the original's sync samples."""
    began = _worked()
    facts = await probe(film)
    looked = _worked()
    seen = place / "seen"
    seen.mkdir(exist_ok=True)
    nothing = ["-map", f"0:{facts.stream_index}", "-c:v", "wrapped_avframe", "-f", "null", "-"]
    await run_ffmpeg([*film_input(film), *nothing], timeout_seconds=TIMEOUT_SECONDS)
    plain = _worked()
    await run_ffmpeg([*film_input(film), *nothing, *watch(facts, seen)], timeout_seconds=TIMEOUT_SECONDS)
    watched = _worked()
    await is_proven(film, replace(facts, is_exact=True))
    proven = _worked()
    started = time.process_time()
    lay_out(facts, read_seen(seen))
    return looked - began, (watched - plain) - (plain - looked) + (proven - watched) + time.process_time() - started


async def _others(film: Path, facts: Facts, place: Path) -> tuple[float, float, float, float]:
    sheets = place / "sheets"
    sheets.mkdir(exist_ok=True)
    folder = place / "hls"
    taken = []
    works: list[Callable[[], Awaitable[object]]] = [
        lambda: probe(film),
        lambda: make_poster(film, facts, sheets / "poster.jpg"),
        lambda: make_sprites(film, facts, sheets, lowest=folder / "360p"),
        lambda: make_waveform(film, facts, sheets / "waveform.json", made_sound=folder / "sound"),
    ]
    for work in works:
        started = time.perf_counter()
        await work()
        taken.append(time.perf_counter() - started)
    return taken[0], taken[1], taken[2], taken[3]
