"""`python -m tests.events_page` writes the tables of `docs/events.md` anew, from the code."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from videoplanet.app.gateway.messages import MESSAGES, Message
from videoplanet.entities.activity.operations.stored import StoredEvent
from videoplanet.entities.activity.operations.table import EVENTS
from videoplanet.shared.live.event import Audience, Event, PassingEvent, Reach

PAGE = Path(__file__).parents[1] / "docs" / "events.md"
BEGIN, END = "<!-- from here on written by `python -m tests.events_page` -->", "<!-- to here -->"
_HEARD_BY = {
    Audience.MEMBERS: "members",
    Audience.VIDEO: "members; who sees the video",
    Audience.VERSION: "members; who sees the version",
    Audience.PERSON: "one person",
    Audience.CONNECTION: "one connection",
}
_REACH = {Reach.EVERYWHERE: "", Reach.PAGES: ", pages only", Reach.SOCKETS: ", programs only"}


def tables() -> str:
    """What stands between the two marks."""
    stored = [each for each in EVENTS.values() if isinstance(each, StoredEvent)]
    passing = [each for each in EVENTS.values() if isinstance(each, PassingEvent)]
    parts = (
        ("Stored events", _events(stored)),
        ("Passing events", _events(passing)),
        ("What programs send", _messages(MESSAGES)),
    )
    return "\n".join(f"\n## {title}\n\n{table}" for title, table in parts)


def written(page: str) -> str:
    """The page with its tables as they should be."""
    before, _, rest = page.partition(BEGIN)
    return f"{before}{BEGIN}\n{tables()}\n{END}{rest.partition(END)[2]}"


def _events(events: Iterable[Event[Any]]) -> str:
    rows = [
        (f"`{each.name}`", _fields(each.payload), _heard_by(each), ", ".join(sorted(each.changes)), each.says)
        for each in sorted(events, key=lambda event: event.name)
    ]
    return _table(("event", "payload", "heard by", "makes old", "what it says"), rows)


def _heard_by(event: Event[Any]) -> str:
    return _HEARD_BY[event.audience] + (_REACH[event.reach] if isinstance(event, PassingEvent) else "")


def _messages(messages: Iterable[Message]) -> str:
    rows = [
        (
            f"`{each.name}`",
            _fields(each.payload),
            "videos" if each.on_videos_only else "videos, projects",
            f"`{each.answer.name}`" if each.answer is not None else "",
            each.says,
        )
        for each in messages
    ]
    return _table(("frame", "payload", "on", "answer", "what it says"), rows)


def _fields(shape: Any) -> str:
    schema = TypeAdapter(shape).json_schema()
    required = schema.get("required", ())
    return ", ".join(f"`{name}`" if name in required else f"`{name}?`" for name in schema.get("properties", {}))


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text()))
