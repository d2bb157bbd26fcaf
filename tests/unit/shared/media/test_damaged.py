"""Damaged and hostile headers: the caller gets facts or a refusal, whatever happens to the process that looks."""

from __future__ import annotations

import asyncio
import json
import random
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from tests.clips import Clip, make_clip
from videoplanet.shared.errors import NotAVideo
from videoplanet.shared.i18n.catalogue import translate
from videoplanet.shared.media.facts import Facts
from videoplanet.shared.media.ffmpeg import EncodingFailed
from videoplanet.shared.media.ladder import make_rungs, rungs
from videoplanet.shared.media.poster import make_poster
from videoplanet.shared.media.probe import ROOT, probe
from videoplanet.shared.media.process import running
from videoplanet.shared.media.words import search_words

SMALL = Clip(Fraction(25), 12, 64, 48)
PCM = ("-c:a", "pcm_s16le")
FILMS = {
    "film.mp4": SMALL,
    "index_first.mp4": replace(SMALL, video=(*SMALL.video, "-movflags", "faststart")),
    "fragmented.mp4": replace(SMALL, video=(*SMALL.video, "-movflags", "frag_keyframe+empty_moov")),
    "film.mkv": SMALL,
    "film.webm": replace(SMALL, video=("-c:v", "libvpx-vp9", "-deadline", "realtime"), audio=("-c:a", "libopus")),
    "prores.mov": replace(SMALL, start_timecode="10:00:00:00", video=("-c:v", "prores_ks"), audio=PCM),
    "film.mxf": replace(SMALL, video=("-c:v", "mpeg2video"), audio=PCM),
    "film.ts": SMALL,
    "film.avi": replace(SMALL, video=("-c:v", "mpeg4"), audio=PCM),
    "film.flv": SMALL,
}
MUTATIONS = 24
PROCESSES = 2
NUMBERS = (b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\x80\x00\x00\x00", b"\x00\x00\x00\x00", b"\x00\x00\x00\x01")
READ_ALL = """
import io, json, sys
from videoplanet.shared.media.reading import limit_memory, main
limit_memory()
for path in sys.argv[1:]:
    out = io.StringIO()
    main(path, out)
    print(json.dumps([path, json.loads(out.getvalue())]), flush=True)
"""


def mutate(film: bytes, chance: random.Random) -> bytes:
    """Bytes of the head or the tail, where headers are, replaced, cut out, doubled or set to extreme numbers."""
    damaged = bytearray(film)
    for _ in range(chance.choice((1, 2, 4, 16))):
        length = len(damaged)
        at = (
            chance.randrange(min(length, 2048))
            if chance.random() < 0.7
            else length - 1 - chance.randrange(min(length, 2048))
        )
        kind = chance.randrange(5)
        if kind == 0:
            damaged[at] = chance.randrange(256)
        elif kind == 1:
            damaged[at] ^= 1 << chance.randrange(8)
        elif kind == 2:
            damaged[at : at + 4] = chance.choice(NUMBERS)
        elif kind == 3:
            del damaged[at : at + chance.randrange(1, 64)]
        else:
            damaged[at:at] = damaged[at : at + chance.randrange(1, 64)]
    return bytes(damaged)


@pytest.fixture(scope="module")
def damaged(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Some two hundred and forty films with damaged headers, the same in every run."""
    folder = tmp_path_factory.mktemp("damaged")
    made = []
    for name, clip in FILMS.items():
        film = make_clip(folder / name, clip).read_bytes()
        chance = random.Random(name)
        for number in range(MUTATIONS):
            path = folder / f"{number}-{name}"
            path.write_bytes(mutate(film, chance))
            made.append(path)
    return made


async def test_damaged_headers_are_read_or_refused(damaged: list[Path]) -> None:
    """A process that dies, of one film in a hundred at most, loses only that film; no other error leaves it."""
    waiting = list(damaged)
    died: list[Path] = []
    accepted = 0

    async def read() -> None:
        nonlocal accepted
        while waiting:
            batch = [waiting.pop() for _ in range(min(20, len(waiting)))]
            command = [sys.executable, "-c", READ_ALL, *(str(path) for path in batch)]
            async with running(command, environment={"PYTHONPATH": str(ROOT)}) as process:
                out, errors = await asyncio.wait_for(process.communicate(), 60)
            answers = [json.loads(line)[1] for line in out.splitlines()]
            for answer in answers:
                assert {"facts", "refused"} & set(answer)
                if "facts" in answer:
                    accepted += 1
                    facts = Facts.from_json(answer["facts"])
                    assert facts.frame_count > 0
                    assert rungs(facts)
                    assert facts.timebase.start_timecode
                    assert search_words(facts).encode()
            if process.returncode:
                assert process.returncode < 0, errors.decode(errors="replace")
                died.append(batch[len(answers)])
                waiting.extend(batch[len(answers) + 1 :])

    await asyncio.gather(*(read() for _ in range(PROCESSES)))
    assert 20 < accepted < len(damaged)
    assert len(died) <= len(damaged) // 100


async def test_what_the_probe_takes_is_made_or_fails_in_words(damaged: list[Path], tmp_path: Path) -> None:
    made, codes = 0, list[str]()
    for path in damaged[:: len(damaged) // 16]:
        try:
            facts = await probe(path, timeout_seconds=30)
        except NotAVideo as refusal:
            codes.append(refusal.code)
            continue
        folder = tmp_path / path.name
        folder.mkdir()
        try:
            await make_poster(path, facts, folder / "poster.jpg")
            await make_rungs(
                path, facts, folder, rungs=rungs(facts)[:1], with_sound=True, threads=1, timeout_seconds=60
            )
            made += 1
        except EncodingFailed as failure:
            codes.append(failure.code)
    assert made
    assert all(translate(f"error.{code}", "ko") for code in codes)


@pytest.mark.skipif(sys.platform == "win32", reason="there a shell script is no program")
@pytest.mark.parametrize("ends", ["kill -SEGV $$", "kill -ABRT $$", "exit 3"])
async def test_a_reader_that_crashes_takes_nobody_with_it(
    ends: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = tmp_path / "reader"
    reader.write_text(f"#!/bin/sh\n{ends}\n")
    reader.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(reader))
    with pytest.raises(NotAVideo, match=r"video\.truncated"):
        await probe(tmp_path / "film.mp4")


@pytest.mark.skipif(sys.platform == "win32", reason="there memory is not limited")
async def test_memory_is_limited(tmp_path: Path) -> None:
    greedy = [sys.executable, "-c", "blob = bytearray(1 << 30)"]
    async with running(greedy, memory_bytes=512 << 20) as process:
        _, errors = await process.communicate()
    assert process.returncode
    assert b"MemoryError" in errors
