"""Folders of dead runs are swept; those of living ones, and of a disk without room, are not used."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from videoplanet.features.transcode_video import workplace as module
from videoplanet.features.transcode_video.workplace import sweep_workplaces, workplace
from videoplanet.shared.config import get_settings
from videoplanet.shared.errors import Unavailable

VERSION = UUID("0192a000-0000-7000-8000-000000000001")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("VIDEOPLANET_HOME", str(tmp_path))
    get_settings.cache_clear()
    yield tmp_path
    monkeypatch.undo()
    get_settings.cache_clear()


async def test_a_folder_is_gone_after_its_run_and_starts_empty(home: Path) -> None:
    left = home / "tmp" / f"transcode-{VERSION}" / "left"
    left.mkdir(parents=True)
    async with workplace(VERSION, 0) as folder:
        assert not left.exists()
        (folder / "original").write_bytes(b"film")
    assert list((home / "tmp").iterdir()) == []


async def test_a_living_run_keeps_its_folder(home: Path) -> None:
    async with workplace(VERSION, 0) as folder:
        sweep_workplaces()
        assert folder.exists()


def _die_in_the_middle(home: Path) -> None:
    os.environ["VIDEOPLANET_HOME"] = str(home)
    get_settings.cache_clear()
    folder = home / "tmp" / f"transcode-{VERSION}"
    folder.mkdir(parents=True)
    with module._in_use(folder):
        (folder / "original").write_bytes(b"film")
        os._exit(1)


def test_what_a_dead_run_left_is_swept(home: Path) -> None:
    process = multiprocessing.get_context("spawn").Process(target=_die_in_the_middle, args=(home,))
    process.start()
    process.join()
    assert [path.name for path in (home / "tmp").iterdir()] == [f"transcode-{VERSION}"]
    (home / "tmp" / "upload-1").mkdir()
    sweep_workplaces()
    assert [path.name for path in (home / "tmp").iterdir()] == ["upload-1"]


async def test_a_disk_without_room_is_told_before_anything_is_fetched(home: Path) -> None:
    with pytest.raises(Unavailable, match=r"video\.disk_full"):
        async with workplace(VERSION, 1 << 60):
            pytest.fail("there is no such room")
    assert list((home / "tmp").iterdir()) == []
