"""The language of a request."""

from __future__ import annotations

import pytest

from videoplanet.shared.i18n.negotiation import chosen_language, negotiate


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "ko"),
        ("", "ko"),
        ("ko-KR,ko;q=0.9,en;q=0.8", "ko"),
        ("en-US,en;q=0.9", "en"),
        ("en;q=0.4, ko;q=0.6", "ko"),
        ("ko;q=0.3, en-GB;q=0.7", "en"),
        ("fr-FR, de;q=0.9", "ko"),
        ("fr, en;q=0.2", "en"),
        ("en;q=0", "ko"),
        ("en;q=plenty", "ko"),
        ("en;q=inf, ko;q=0.1", "ko"),
        ("en;q=1e3, ko;q=1", "ko"),
        ("en;q=1.000, ko;q=0.999", "en"),
        (";;,=,", "ko"),
    ],
)
def test_negotiate_takes_the_best_known_language(header: str | None, language: str) -> None:
    assert negotiate(header) == language


def test_a_choice_made_in_the_interface_comes_first() -> None:
    assert chosen_language("a=1; vp_lang=en", "ko") == "en"
    assert chosen_language("vp_lang=ko", "en") == "ko"


@pytest.mark.parametrize("cookie", [None, "", "vp_lang=fr", "other=en", 'vp_lang="'])
def test_without_a_choice_the_browser_decides(cookie: str | None) -> None:
    assert chosen_language(cookie, "en") == "en"
    assert chosen_language(cookie) == "ko"
