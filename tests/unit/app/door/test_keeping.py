"""What of a build may be kept, by browsers and by the edge."""

from __future__ import annotations

from pathlib import Path

import pytest

from videoplanet.app.door.keeping import ASK_FIRST, NAMED, NOT_AT_ALL, PAGE, Keeping
from videoplanet.shared.ui.content_names import content_digest, named_by_content

HTML = b"text/html; charset=utf-8"
JSON = b"application/json"


@pytest.fixture
def built(tmp_path: Path) -> Path:
    for name in (
        "index.html",
        "home.html",
        "home/index.html",
        "staff/jobs.html",
        "404.html",
        "__spa-fallback.html",
        "boot.js",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text(name, "utf-8")
    return tmp_path


def test_the_pages_of_a_build_are_those_that_are_the_same_for_everybody(built: Path) -> None:
    assert Keeping.of(built).pages == {"/", "/home", "/staff/jobs"}


@pytest.mark.parametrize(
    ("path", "query", "status", "content_type", "control"),
    [
        ("/", b"", 200, HTML, PAGE),
        ("/home/", b"next=%2F", 200, HTML, PAGE),
        ("/home", b"", 304, b"", PAGE),
        ("/home", b"", 503, HTML, ASK_FIRST),
        ("/videos/01a2", b"", 200, HTML, ASK_FIRST),
        ("/nowhere", b"", 404, HTML, ASK_FIRST),
        ("/s/secret", b"", 200, HTML, ASK_FIRST),
        ("/assets/a-1f.js", b"", 200, b"text/javascript", NAMED),
        ("/assets/a-1f.js", b"", 304, b"", NAMED),
        ("/assets/gone.js", b"", 404, HTML, ASK_FIRST),
        ("/boot.js", b"", 200, b"text/javascript", ASK_FIRST),
        ("/boot.js", b"v=0123456789abcdef", 200, b"text/javascript", ASK_FIRST),
        ("/robots.txt", b"", 200, b"text/plain", ASK_FIRST),
        ("/api/v1/users/me", b"", 200, JSON, NOT_AT_ALL),
        ("/api/v1/users/me", b"", 403, b"application/problem+json", NOT_AT_ALL),
        ("/api/v1/openapi.json", b"", 200, JSON, None),
        ("/api/docs", b"", 200, HTML, ASK_FIRST),
        ("/media/token/poster.jpg", b"", 200, b"image/jpeg", None),
        ("/metrics", b"", 200, b"text/plain", None),
    ],
)
def test_each_kind_of_answer_is_kept_as_long_as_it_is_true(
    built: Path, path: str, query: bytes, status: int, content_type: bytes, control: bytes | None
) -> None:
    assert Keeping.of(built).control(path, query, status, content_type) == control


def test_a_script_is_kept_for_good_under_the_name_of_its_content_only(built: Path) -> None:
    named = f"v={content_digest(built / 'boot.js')}".encode()
    assert Keeping.of(built).control("/boot.js", named, 200, b"text/javascript") == NAMED
    (built / "boot.js").write_text("another", "utf-8")
    assert Keeping.of(built).control("/boot.js", named, 200, b"text/javascript") == ASK_FIRST


def test_documents_name_their_scripts_by_content() -> None:
    assert named_by_content("boot.js").startswith("/boot.js?v=")
    with pytest.raises(FileNotFoundError):
        named_by_content("nothing.js")
