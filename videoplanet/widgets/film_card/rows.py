"""A film card's content as state holds it."""

from collections.abc import Iterable
from typing import TypedDict

from videoplanet.features.resume_work.service import FilmCard
from videoplanet.shared.clock import rfc3339

CANCELLED = "video.cancelled"


class FilmRow(TypedDict):
    """One card. `state` is `ready`, `playable` (reviewable while still processing), `processing`, `failed`, `cancelled` or `empty`.

    `error` names the text `error.<error>`; `seconds_left` is -1 when nobody can say.
    """

    id: str
    title: str
    project: str
    version: str
    state: str
    progress: int
    seconds_left: int
    error: str
    job_id: str
    may_change: bool
    poster: str
    length: str
    open_comments: int
    touched_at: str


def film_rows(cards: Iterable[FilmCard]) -> list[FilmRow]:
    """Return cards as rows."""
    return [
        FilmRow(
            id=str(card.id),
            title=card.title,
            project=card.project_name,
            version=f"v{card.version}" if card.version else "",
            state=_state(card),
            progress=card.progress,
            seconds_left=-1 if card.seconds_left is None else card.seconds_left,
            error=card.error_code or "",
            job_id=str(card.job_id or ""),
            may_change=card.may_change,
            poster=card.poster_url or "",
            length=_length(card.duration_seconds),
            open_comments=card.open_comments,
            touched_at=rfc3339(card.touched_at),
        )
        for card in cards
    ]


def _state(card: FilmCard) -> str:
    if card.status == "failed":
        return "cancelled" if card.error_code == CANCELLED else "failed"
    if card.status == "ready":
        return card.status
    if not card.status:
        return "empty"
    return "playable" if card.is_playable else "processing"


def _length(seconds: float | None) -> str:
    """Return minutes and seconds, `1:04`; empty while nothing is known."""
    if seconds is None:
        return ""
    whole = round(seconds)
    hours, rest = divmod(whole, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"
