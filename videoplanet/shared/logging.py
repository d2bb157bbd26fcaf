"""Structured logs of every process: one line an event, with the request it belongs to, and no personal data.

`configure_logging()` once at the start of a process, then `structlog.get_logger(__name__)` anywhere. Values bound with
`structlog.contextvars.bind_contextvars(request_id=…)` follow a request through every coroutine it awaits. Log lines are
English and for operators; texts for users come from the catalogue.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Mapping
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from videoplanet.shared.config import get_settings

MASK = "***"
LONGEST_TEXT = 4000
LONGEST_TRACEBACK = 40_000
_SECRET_NAMES = re.compile(
    r"pass(word|phrase|wd)?$|secret|token|ticket|cookie|authorization|api_?key|signature|^dsn$|encryption_key",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"([A-Za-z0-9])[A-Za-z0-9._%+-]*@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)")
_JWT = re.compile(r"\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]+")
_BEARER = re.compile(r"(?i)\b(bearer|basic)\s+[\w.~+/=-]{8,}")
_URL_PASSWORD = re.compile(r"(\w+://[^\s:/@]*):[^\s@/]+@")
_URL_SECRET = re.compile(r"(?i)([?&](?:ticket|token|code|password|x-amz-signature|x-amz-credential)=)[^\s&\"']+")
_MEDIA_TOKEN = re.compile(r"(/media/)[^/\s\"']{12,}")
_SELF_WILLED_LIBRARIES = ("engineio.server", "engineio.client", "socketio.server", "socketio.client")
"""They give their loggers handlers of their own, whose lines hold what callers sent as it came; not where a level is set."""
_TALKATIVE_LIBRARIES = ("alembic", "boto3", "botocore", "httpcore", "httpx", "procrastinate", "urllib3")


def mask_text(text: str) -> str:
    """Return `text` without e-mail addresses, tokens, passwords in URLs and signed media addresses."""
    if "@" in text:
        text = _URL_PASSWORD.sub(rf"\1:{MASK}@", text)
        text = _EMAIL.sub(rf"\1{MASK}@\2", text)
    if "eyJ" in text:
        text = _JWT.sub(MASK, text)
    text = _BEARER.sub(rf"\1 {MASK}", text)
    text = _URL_SECRET.sub(rf"\1{MASK}", text)
    return _MEDIA_TOKEN.sub(rf"\1{MASK}", text)


def mask_personal_data(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Structlog processor: mask values whose name says they are secret, and secrets inside texts, at any depth."""
    return {name: _masked(name, value) for name, value in event.items()}


def keep_to_one_line(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Structlog processor: whatever a text holds, it ends neither its line nor the terminal's colours, and not the disk's space.

    Line ends, control characters and marks of direction are written as escapes. A traceback stays a text of several lines,
    indented, so that what its message holds begins no line.
    """
    return {name: _contained(name, value) for name, value in event.items()}


def configure_logging(*, json: bool | None = None, level: str | None = None) -> None:
    """Send structlog's and the standard library's records to stderr, in one form.

    Args:
        json: one JSON object a line instead of text for people; by default the setting `log_json`.
        level: `debug`, `info`, `warning` or `error`; by default the setting `log_level`.
    """
    settings = get_settings()
    as_json = settings.log_json if json is None else json
    threshold = logging.getLevelNamesMapping()[(level or settings.log_level).upper()]
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.PositionalArgumentsFormatter(),
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                mask_personal_data,
                keep_to_one_line,
                _renderer(as_json),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(threshold)
    for name in _TALKATIVE_LIBRARIES:
        logging.getLogger(name).setLevel(max(threshold, logging.WARNING))
    for name in _SELF_WILLED_LIBRARIES:
        library = logging.getLogger(name)
        library.handlers.clear()
        library.propagate = True
        library.setLevel(max(threshold, logging.WARNING))
        if _in_brief not in library.filters:
            library.addFilter(_in_brief)


def _in_brief(record: logging.LogRecord) -> bool:
    """Say a failure in one line: whoever opens a socket makes these libraries fail as often as they like."""
    if record.exc_info and record.exc_info[1] is not None:
        record.msg, record.args = f"{record.getMessage()}: {place_of(record.exc_info[1])}", None
        record.exc_info = record.exc_text = None
    return True


def place_of(error: BaseException) -> str:
    """Return the kind of an error and the line of code that raised it, without what it says."""
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    where = f" at {last.tb_frame.f_globals.get('__name__', '?')}:{last.tb_lineno}" if last is not None else ""
    return f"{type(error).__name__}{where}"


def _renderer(as_json: bool) -> Processor:
    if as_json:
        return structlog.processors.JSONRenderer(ensure_ascii=False, default=str)
    return structlog.dev.ConsoleRenderer(
        colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback, pad_event_to=32
    )


def _contained(name: str, value: Any) -> Any:
    if isinstance(value, str):
        if name == "exception":
            return "\n".join(f"  {_escaped(line)}" for line in value[:LONGEST_TRACEBACK].split("\n"))
        return _escaped(value[:LONGEST_TEXT]) + (f"… ({len(value)} characters)" if len(value) > LONGEST_TEXT else "")
    if isinstance(value, Mapping):
        return {_escaped(str(key)): _contained("", item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_contained("", item) for item in value]
    return value if isinstance(value, bool | int | float) or value is None else _contained("", str(value))


def _escaped(text: str) -> str:
    """Return `text` with everything that is not printable as a Python escape."""
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode("ascii") for each in text)


def _masked(name: str, value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    if name != "event" and _SECRET_NAMES.search(name):
        return MASK
    if isinstance(value, str):
        return mask_text(value)
    if isinstance(value, Mapping):
        return {key: _masked(str(key), item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_masked("", item) for item in value]
    return value
