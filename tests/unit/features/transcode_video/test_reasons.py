"""Why a run ended, in words that exist, and how often each is tried."""

from __future__ import annotations

import errno

import pytest

from videoplanet.features.transcode_video.jobs import MOST_ATTEMPTS, attempts_for, reason
from videoplanet.shared.errors import NotFound, Unavailable, hint_of
from videoplanet.shared.i18n.catalogue import catalogue
from videoplanet.shared.media.ffmpeg import EncodingFailed


@pytest.mark.parametrize(
    ("error", "code", "attempts"),
    [
        (EncodingFailed("x"), "video.encoding_failed", 2),
        (EncodingFailed("x", "video.undecodable"), "video.undecodable", 1),
        (EncodingFailed("x", "video.took_too_long"), "video.took_too_long", 1),
        (EncodingFailed("x", "video.disk_full"), "video.disk_full", MOST_ATTEMPTS),
        (EncodingFailed("x", "video.original_damaged"), "video.original_damaged", 2),
        (Unavailable(), "video.storage_away", MOST_ATTEMPTS),
        (Unavailable("video.disk_full"), "video.disk_full", MOST_ATTEMPTS),
        (OSError(errno.ENOSPC, "full"), "video.disk_full", MOST_ATTEMPTS),
        (OSError(errno.EIO, "broken"), "video.processing_interrupted", MOST_ATTEMPTS),
        (NotFound(), "video.original_gone", 1),
        (RuntimeError("bug"), "video.processing_interrupted", MOST_ATTEMPTS),
    ],
)
def test_every_reason_has_words_and_a_hint(error: Exception, code: str, attempts: int) -> None:
    assert reason(error) == code
    assert attempts_for(error, code) == attempts
    assert f"error.{code}" in catalogue()
    for language in ("ko", "en"):
        assert hint_of(code, language)


def test_no_hint_is_given_where_there_is_nothing_to_do() -> None:
    assert hint_of(None, "ko") is None
    assert hint_of("not_found", "ko") is None
