"""Conversions take half of the processors together, unless the settings say otherwise."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from videoplanet.features.transcode_video.conversion import threads
from videoplanet.shared.config import get_settings


@pytest.fixture(autouse=True)
def forget() -> Iterator[None]:
    get_settings.cache_clear()
    yield
    get_settings.cache_clear()


@pytest.mark.parametrize(
    ("processors", "concurrency", "chosen", "expected"),
    [(2, 1, None, 1), (16, 1, None, 8), (16, 2, None, 4), (16, 16, None, 1), (None, 1, None, 1), (2, 1, 6, 6)],
)
def test_half_of_the_processors_are_shared_out(
    processors: int | None, concurrency: int, chosen: int | None, expected: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: processors)
    with monkeypatch.context() as patched:
        patched.setenv("VIDEOPLANET_TRANSCODE_CONCURRENCY", str(concurrency))
        if chosen is not None:
            patched.setenv("VIDEOPLANET_TRANSCODE_THREADS", str(chosen))
        assert threads() == expected
