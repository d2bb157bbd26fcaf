"""What a real nginx with the delivered configuration keeps, for whom, and until when, in front of a stand-in that counts."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import pytest

from tests.edge import Edge
from videoplanet.app.door.keeping import PAGE

MARK = "__Host-vp_browser"
MARKED = {"Cookie": f"{MARK}={'m' * 22}"}
PIECE = "/media/tokenone/hls/720p/00001.m4s"
REFUSED = "refused"
AWAY = "away"


class Product(ThreadingHTTPServer):
    """Answers every request with its number, and remembers what was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answering)
        self.asked: list[tuple[str, dict[str, str]]] = []

    def count(self, path: str) -> int:
        return sum(1 for asked, _ in self.asked if asked == path)


class _Answering(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Product

    def do_GET(self) -> None:
        self.server.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        body = f"{len(self.server.asked)} {self.headers.get('Accept-Encoding')}".encode()
        self.send_response(self._status())
        for name, value in self._headers().items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _status(self) -> int:
        if AWAY in self.path:
            return 503
        return 403 if REFUSED in self.path else 200

    def _headers(self) -> dict[str, str]:
        if self.path.startswith("/media-grant/"):
            return {"X-Media-Key": self.path.split("/", 3)[3], "X-Media-Seconds": "77"}
        if self.path.startswith("/media/"):
            return {"Cache-Control": "private, max-age=9", "Accept-Ranges": "bytes"}
        if self.path.startswith("/projects/"):
            return {"Cache-Control": "no-cache"}
        return {"Cache-Control": PAGE.decode(), "Vary": "Accept-Encoding"}

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def product() -> Iterator[Product]:
    server = Product()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def edge(product: Product, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Edge]:
    running = Edge(tmp_path_factory.mktemp("edge"), product.server_port)
    yield running
    running.stop()


@pytest.fixture
def get(edge: Edge) -> Iterator[Any]:
    trusts = ssl.create_default_context(cafile=str(edge.folder / "videoplanet.pem"))
    with httpx.Client(base_url=edge.url, verify=trusts) as client:

        def ask(path: str, **headers: str) -> httpx.Response:
            client.cookies.clear()
            return client.get(path, headers=headers)

        yield ask


def test_a_page_is_kept_for_all_and_marks_each_browser_by_itself(get: Any, product: Product) -> None:
    first, second, known = get("/"), get("/", Cookie="vp_access=secret"), get("/", **MARKED)
    assert (first.text, product.count("/")) == (second.text, 1)
    marks = [answer.cookies[MARK] for answer in (first, second)]
    assert len({*marks, *(answer.headers.get("x-request-id") for answer in (first, second))} - {None}) == 2
    assert [answer.headers["cache-control"] for answer in (first, second)] == ["private, no-cache"] * 2
    assert (known.headers["cache-control"], "set-cookie" in known.headers) == (PAGE.decode(), False)
    assert not [headers for path, headers in product.asked if path == "/" and "secret" in headers.get("cookie", "")]


def test_each_encoding_is_kept_apart_whatever_else_a_browser_says(get: Any) -> None:
    kept = {
        said: get("/sign-in", **MARKED, **{"Accept-Encoding": said}).text
        for said in ("br", "gzip, br;q=0.9", "gzip", "x")
    }
    assert kept["br"] == kept["gzip, br;q=0.9"]
    assert len({kept["br"], kept["gzip"], kept["x"]}) == 3


def test_each_language_is_kept_apart_and_a_choice_goes_before_the_browser(get: Any, product: Product) -> None:
    english = get("/staff/jobs", **MARKED, **{"Accept-Language": "fr, en-GB;q=0.8"})
    korean = get("/staff/jobs", **MARKED, **{"Accept-Language": "ko-KR,ko;q=0.9,en;q=0.8"})
    chosen = get("/staff/jobs", Cookie=f"{MARKED['Cookie']}; vp_lang=ko; other=1", **{"Accept-Language": "en"})
    assert (english.text != korean.text, chosen.text) == (True, korean.text)
    said = [headers["cookie"] for path, headers in product.asked if path == "/staff/jobs"]
    assert [cookie.rpartition("vp_lang=")[2] for cookie in said] == ["en", "ko"]


def test_what_the_product_does_not_let_be_kept_is_asked_each_time(get: Any, product: Product) -> None:
    for path in ("/projects/0", "/api/v1/users/me", "/metrics", "/media/tokenone/original"):
        assert get(path).text != get(path).text
        assert product.count(path) == 2
    sent = next(headers for path, headers in product.asked if path == "/api/v1/users/me")
    assert "cookie" not in sent or MARK not in sent["cookie"]
    get("/api/v1/me", Cookie="vp_access=secret", Origin="https://elsewhere.example")
    passed = next(headers for path, headers in product.asked if path == "/api/v1/me")
    assert (passed["cookie"], passed["origin"]) == ("vp_access=secret", "https://elsewhere.example")


def test_any_query_is_the_same_page_and_a_named_script_is_not(get: Any, product: Product) -> None:
    assert (
        get("/sign-up", **MARKED).text
        == get("/sign-up?next=%2Fhome", **MARKED).text
        == get("/sign-up?v=1", **MARKED).text
    )
    assert get("/boot.js?v=0123456789abcdef", **MARKED).text != get("/boot.js?v=fedcba9876543210", **MARKED).text


def test_a_page_is_read_anew_when_the_product_says_so(get: Any, edge: Edge) -> None:
    old = get("/home", **MARKED, **{"Accept-Encoding": "br"})
    fresh = httpx.get(f"{edge.refresh_url}/home", headers={"Accept-Encoding": "br"})
    assert fresh.text != old.text
    assert get("/home", **MARKED, **{"Accept-Encoding": "br"}).text == fresh.text


def test_a_piece_of_a_film_is_kept_once_and_each_viewer_is_asked_about(get: Any, product: Product) -> None:
    first, second = get(PIECE), get(PIECE.replace("tokenone", "tokentwo"), Cookie="vp_access=secret")
    assert (first.text, product.count(PIECE)) == (second.text, 1)
    assert [product.count(f"/media-grant/{token}/hls/720p/00001.m4s") for token in ("tokenone", "tokentwo")] == [1, 1]
    assert first.headers["cache-control"] == "private, max-age=77, immutable"
    assert get(PIECE, Range="bytes=0-0").status_code == 206
    refused = get(PIECE.replace("tokenone", f"{REFUSED}-token"))
    assert (refused.status_code, refused.text == first.text) == (403, False)
    away = PIECE.replace("tokenone", f"{AWAY}-token")
    assert (get(away).status_code, product.count(away)) == (503, 1)  # in the product's words


@pytest.mark.parametrize(
    "address",
    [
        "/media/tokenone/hls/720p/..%2f..%2fposter.jpg",
        "/media/refused-token/../tokenone/poster.jpg",
        "/media/tokenone/%2e%2e/tokenone/poster.jpg",
        "//media/tokenone//poster.jpg",
    ],
)
def test_an_address_that_only_reads_alike_never_fills_the_place_of_another(
    get: Any, product: Product, address: str
) -> None:
    get(address)
    get("/media/tokenone/poster.jpg")
    assert {path for path, _ in product.asked if path.startswith("/media/") and "poster" in path} == {
        "/media/tokenone/poster.jpg"
    }


def test_nobody_asks_for_a_grant_from_outside(get: Any, product: Product) -> None:
    asked = len(product.asked)
    for path in ("/media-grant/tokenone/poster.jpg", "/media-grant", "/x/../media-grant/x/y", "/%6dedia-grant/x/y"):
        assert get(path).status_code == 404, path
    assert len(product.asked) == asked
