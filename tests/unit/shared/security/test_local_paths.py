"""Where one is led on to is always a path of this site."""

from __future__ import annotations

import pytest

from videoplanet.shared.security.local_paths import local_path, page_path, with_next


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


@pytest.mark.parametrize(
    "wanted",
    [
        *["/", "/home", "/videos/1?f=120&v=2", "/s/aB-_9?x=%EB%B4%84", "/projects/1#members", "/staff/jobs"],
        *["/apiary", "/sign-in?next=/projects/1", "/home/"],
    ],
)
def test_a_page_is_led_on_to(wanted: str) -> None:
    assert page_path(wanted, "/home") == wanted


@pytest.mark.parametrize(
    "wanted",
    [
        *[None, "//evil.example", "/api/v1/auth/session?ticket=T", "/api", "/api?x", "/api#x", "/media/T/original"],
        *["/ws/feedback/1", "/_event/?token=T", "/_upload", "/ping", "/assets/a.js", "/%61pi/v1", "/%2561pi/v1"],
        *["/./api/v1", "/home/../api/v1", "/home/%2e%2e/api/v1", "/home/%252E%252e/api", "/home%2f..%2fapi", "/a//b"],
    ],
)
def test_what_is_no_page_is_not(wanted: str | None) -> None:
    assert page_path(wanted, "/home") == "/home"


def test_the_next_path_survives_inside_an_address() -> None:
    assert with_next("/sign-in", "/videos/1?f=1&v=2") == "/sign-in?next=/videos/1%3Ff%3D1%26v%3D2"
