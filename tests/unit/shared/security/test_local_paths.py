"""Where one is led on to is always a path of this site."""

from __future__ import annotations

import pytest

from videoplanet.shared.security.local_paths import local_path, with_next


@pytest.mark.parametrize(
    "wanted", ["/", "/home", "/videos/1?f=120&v=2", "/s/aB-_9?x=%EB%B4%84", "/projects/1#members", "/a/https://b.c"]
)
def test_a_path_of_this_site_is_kept(wanted: str) -> None:
    assert local_path(wanted, "/home") == wanted


@pytest.mark.parametrize(
    "wanted",
    [
        None,
        "",
        "home",
        "https://evil.example",
        "javascript:alert(1)",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/%5Cevil.example",
        "/%255Cevil.example",
        "/%2Fevil.example",
        "/%252Fevil.example",
        "/\t/evil.example",
        "/%09/evil.example",
        "/home\r\nSet-Cookie: a=b",
        "/home%0d%0aSet-Cookie:a=b",
        " /home",
        "/" + "a" * 3000,
    ],
)
def test_anything_else_is_not(wanted: str | None) -> None:
    assert local_path(wanted, "/home") == "/home"


def test_the_next_path_survives_inside_an_address() -> None:
    assert with_next("/sign-in", "/videos/1?f=1&v=2") == "/sign-in?next=/videos/1%3Ff%3D1%26v%3D2"
