"""Log lines carry the request and no personal data."""

from __future__ import annotations

import json
import logging

import pytest
import structlog
from socketio import AsyncServer

from videoplanet.shared.logging import LONGEST_TEXT, MASK, configure_logging, mask_personal_data, mask_text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("mail to jiwoo.kim@example.com sent", "mail to j***@example.com sent"),
        ("postgresql://videoplanet:s3cr-et@127.0.0.1:5432/db", "postgresql://videoplanet:***@127.0.0.1:5432/db"),
        ("redis://:s3cret@127.0.0.1:6379/0", "redis://:***@127.0.0.1:6379/0"),
        ("Authorization: Bearer abcdefghijkl", "Authorization: Bearer ***"),
        ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl ran out", "*** ran out"),
        ("/api/v1/auth/session?ticket=abc123&next=/", "/api/v1/auth/session?ticket=***&next=/"),
        ("GET /media/abcdefghijklmnop/hls/master.m3u8", "GET /media/***/hls/master.m3u8"),
        ("frame 100 of 250 at 25 fps", "frame 100 of 250 at 25 fps"),
    ],
)
def test_texts_lose_their_secrets(text: str, masked: str) -> None:
    assert mask_text(text) == masked


def test_values_with_secret_names_are_masked_at_any_depth() -> None:
    event = {"event": "sign_in", "password": "x", "form": {"new_password": "y", "attempts": 2}, "cookies": None}
    masked = mask_personal_data(None, "info", event)
    assert masked == {
        "event": "sign_in",
        "password": MASK,
        "form": {"new_password": MASK, "attempts": 2},
        "cookies": None,
    }


def test_a_json_line_has_the_request_id_and_the_level(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(json=True, level="info")
    structlog.contextvars.bind_contextvars(request_id="r-12345678")
    try:
        structlog.get_logger("videoplanet.test").warning("comment_refused", email="pd@example.com")
    finally:
        structlog.contextvars.clear_contextvars()
    line = json.loads(capsys.readouterr().err)
    assert line["event"] == "comment_refused"
    assert line["level"] == "warning"
    assert line["logger"] == "videoplanet.test"
    assert line["request_id"] == "r-12345678"
    assert line["email"] == "p***@example.com"


def test_records_of_the_standard_library_take_the_same_form(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(json=True, level="info")
    logging.getLogger("some.library").warning("could not mail %s", "pd@example.com")
    logging.getLogger("some.library").info("below")
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [line["event"] for line in lines] == ["could not mail p***@example.com", "below"]


def test_a_traceback_is_kept_and_masked(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(json=True, level="info")
    try:
        raise ValueError("no such person: pd@example.com")
    except ValueError:
        structlog.get_logger("videoplanet.test").exception("failed")
    line = json.loads(capsys.readouterr().err)
    assert "ValueError: no such person: p***@example.com" in line["exception"]


FORGED = "ok\n2026-01-01T00:00:00Z [error] session_stolen \x1b[31m\u202e\r\u2028"


@pytest.mark.parametrize("as_json", [True, False])
def test_no_text_begins_a_line_of_its_own(capsys: pytest.CaptureFixture[str], as_json: bool) -> None:
    configure_logging(json=as_json, level="info")
    log = structlog.get_logger("videoplanet.test")
    log.warning("page_failed", info=FORGED, inner={"a": [FORGED], FORGED: 1})
    log.warning(FORGED)
    logging.getLogger("some.library").warning("said %s", FORGED)
    lines = capsys.readouterr().err.split("\n")
    assert len(lines) == 4
    assert all(character not in "".join(lines) for character in "\r\u2028\u202e")


@pytest.mark.parametrize("is_made_before", [True, False])
def test_the_sockets_own_handlers_write_nothing_past_ours(
    capsys: pytest.CaptureFixture[str], is_made_before: bool
) -> None:
    for name in ("engineio.server", "socketio.server"):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.setLevel(logging.NOTSET)
    servers = [AsyncServer(async_mode="asgi")] if is_made_before else []
    configure_logging(json=False, level="info")
    servers.append(AsyncServer(async_mode="asgi"))
    servers[0].eio._log_error_once(f"{FORGED} is not an accepted origin.", "bad-origin")
    for logger in (servers[0].eio.logger, servers[0].logger):
        try:
            raise ValueError(FORGED * 100)
        except ValueError:
            logger.exception("message async handler error")
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 3
    assert [line for line in lines if line.startswith("2026-01-01")] == []
    assert all("async handler error: ValueError at" in line and len(line) < 300 for line in lines[1:])


def test_a_message_in_a_traceback_begins_no_line_either(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(json=False, level="info")
    try:
        raise ValueError(FORGED)
    except ValueError:
        structlog.get_logger("videoplanet.test").exception("failed")
    lines = capsys.readouterr().err.splitlines()
    assert [line for line in lines if line.startswith("2026-01-01")] == []
    assert any("ValueError: ok" in line for line in lines)


def test_a_long_text_is_cut(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(json=True, level="info")
    structlog.get_logger("videoplanet.test").warning("page_failed", info="x" * 1_000_000)
    assert len(capsys.readouterr().err) < 2 * LONGEST_TEXT
