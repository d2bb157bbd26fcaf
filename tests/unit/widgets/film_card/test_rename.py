"""A film is renamed from its card, with a way back."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest

from videoplanet.shared.errors import Invalid
from videoplanet.widgets.film_card import state as film_state
from videoplanet.widgets.film_card.state import FilmActsState

VIDEO = uuid4()


class Film:
    """Stands for the use cases: one film, its title and how often it was changed."""

    def __init__(self) -> None:
        self.id, self.title, self.revision = VIDEO, "봄", 1

    async def open(self, _who: Any, _id: Any) -> Any:
        return SimpleNamespace(**vars(self))

    async def rename(self, _who: Any, _id: Any, title: str, *, expected_revision: int) -> Any:
        if not title:
            raise Invalid("field.missing", field="title")
        assert expected_revision == self.revision
        self.title, self.revision = title, self.revision + 1
        return SimpleNamespace(**vars(self))


@pytest.fixture
def film(monkeypatch: pytest.MonkeyPatch) -> Film:
    film = Film()

    async def somebody(_state: Any) -> None:
        return None

    monkeypatch.setattr(film_state, "acting_principal", somebody)
    monkeypatch.setattr(film_state, "open_video", film.open)
    monkeypatch.setattr(film_state, "rename_video", film.rename)
    return film


async def renaming(title: str) -> tuple[Any, list[Any]]:
    state = FilmActsState(_reflex_internal_init=True)  # type: ignore[call-arg]
    await FilmActsState.ask_title.fn(state, str(VIDEO), "봄")
    told = [step async for step in FilmActsState.rename.fn(state, {"title": title}) if step is not None]
    return state, told


async def test_a_new_title_is_stored_and_can_be_taken_back(film: Film) -> None:
    state, [note] = await renaming("여름")
    assert (film.title, state.renamed_id, state.changes, state.is_waiting) == ("여름", "", 1, False)
    assert "put_title_back" in str(note.args)
    await FilmActsState.put_title_back.fn(state, str(VIDEO), "봄", film.revision)
    assert (film.title, state.changes) == ("봄", 2)


async def test_a_wrong_title_stays_in_its_field(film: Film) -> None:
    state, told = await renaming("")
    assert (film.title, state.renamed_id, told) == ("봄", str(VIDEO), [])
    assert state.errors["codes"] == {"title": "field.missing"}
