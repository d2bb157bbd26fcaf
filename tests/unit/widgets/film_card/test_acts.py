"""Acts on a film from its card: ending and trying its preparation again, deleting with a way back."""

from __future__ import annotations

import pytest

from tests.unit.tab import Tab, an_id, signed_in, stands_in
from videoplanet.shared.errors import Conflict, NotAllowed, PreconditionFailed
from videoplanet.widgets.film_card import state as film_state
from videoplanet.widgets.film_card.state import FilmActsState


@pytest.fixture
def tab(monkeypatch: pytest.MonkeyPatch) -> Tab[FilmActsState]:
    signed_in(monkeypatch, film_state)
    return Tab(FilmActsState)


@pytest.mark.parametrize(
    ("act", "use_case", "given", "key"),
    [
        ("cancel", "cancel_job", (an_id(),), "film.cancelled"),
        ("retry", "retry_job", (an_id(),), "film.retried"),
        ("restore", "restore_video", (an_id(), "티저"), "film.restored"),
        ("put_title_back", "rename_video", (an_id(), "티저", 3), "ui.undone"),
    ],
)
async def test_what_was_done_is_told_and_counted(
    monkeypatch: pytest.MonkeyPatch, tab: Tab[FilmActsState], act: str, use_case: str, given: tuple[object, ...],
    key: str,
) -> None:  # fmt: skip
    asked = stands_in(monkeypatch, film_state, **{use_case: None})[use_case]
    [note] = await tab.fire(act, *given)
    assert (note.what, str(asked.asked[0][1]), tab.state.changes) == (key, given[0], 1)
    stands_in(monkeypatch, film_state, **{use_case: NotAllowed()})
    [note] = await tab.fire(act, *given)
    assert (note.what, note.tone, tab.state.changes) == ("error.not_allowed", "error", 1)


async def test_a_title_somebody_has_changed_since_stays(
    monkeypatch: pytest.MonkeyPatch, tab: Tab[FilmActsState]
) -> None:
    asked = stands_in(monkeypatch, film_state, rename_video=PreconditionFailed())["rename_video"]
    [note] = await tab.fire("put_title_back", an_id(), "티저", 3)
    assert (note.tone, asked.named) == ("error", [{"expected_revision": 3}])


async def test_deleting_is_asked_first_and_can_be_taken_back(
    monkeypatch: pytest.MonkeyPatch, tab: Tab[FilmActsState]
) -> None:
    asked = stands_in(monkeypatch, film_state, delete_video=None)["delete_video"]
    video = an_id()
    await tab.fire("ask_delete", video, "티저")
    assert (tab.state.asked_id, tab.state.asked_title, asked.asked) == (video, "티저", [])
    await tab.fire("set_asking", False)
    assert tab.state.asked_id == ""
    await tab.fire("ask_delete", video, "티저")
    [note] = await tab.fire("delete")
    assert (note.what, note.params) == ("film.deleted", {"title": "티저"})
    assert note.undo == ("restore", {"video_id": video, "title": "티저"})
    stands_in(monkeypatch, film_state, delete_video=Conflict("project.archived"))
    await tab.fire("ask_delete", video, "티저")
    [note] = await tab.fire("delete")
    assert (note.what, tab.state.changes) == ("error.project.archived", 1)


async def test_the_dialog_of_a_title_closes(tab: Tab[FilmActsState]) -> None:
    await tab.fire("ask_title", an_id(), "티저")
    await tab.fire("set_renaming", True)
    assert tab.state.renamed_title == "티저"
    assert tab.state.renamed_id
    await tab.fire("set_renaming", False)
    assert tab.state.renamed_id == ""
