"""The projects page's events: which list is shown, page by page, and the dialog that starts a project."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from tests.unit.shown import a_project
from tests.unit.tab import Answer, Tab, an_id, signed_in, signed_out, stands_in
from videoplanet.pages.projects import state as projects_state
from videoplanet.pages.projects.state import ProjectsState
from videoplanet.shared.errors import FieldError, Invalid, NotFound, NotSignedIn, TooManyRequests, Unavailable


def a_page(*names: str, following: str | None = None) -> Any:
    return SimpleNamespace(items=[a_project(name=name) for name in names], next_cursor=following)


@pytest.fixture
def tab(monkeypatch: pytest.MonkeyPatch) -> Tab[ProjectsState]:
    signed_in(monkeypatch, projects_state)
    stands_in(monkeypatch, projects_state, list_projects=a_page("봄"))
    return Tab(ProjectsState, "/projects")


def names(tab: Tab[ProjectsState]) -> list[str]:
    return [row["name"] for row in tab.state.projects]


@pytest.mark.parametrize(
    ("shown", "asked"),
    [
        ("active", {"archived": False, "deleted": False}),
        ("archived", {"archived": True, "deleted": False}),
        ("deleted", {"archived": False, "deleted": True}),
    ],
)
async def test_each_list_is_read_by_its_name(
    monkeypatch: pytest.MonkeyPatch, tab: Tab[ProjectsState], shown: str, asked: dict[str, bool]
) -> None:
    listed = stands_in(monkeypatch, projects_state, list_projects=a_page("봄"))["list_projects"]
    [following] = await tab.fire("show", shown)
    assert (following.what, tab.state.shown, tab.state.is_loaded) == ("ProjectsState.load", shown, False)
    await tab.fire("load")
    assert {name: listed.named[-1][name] for name in asked} == asked
    assert (names(tab), tab.state.is_loaded, tab.state.has_more) == (["봄"], True, False)


async def test_a_list_of_no_name_is_the_first(tab: Tab[ProjectsState]) -> None:
    await tab.fire("show", "everything")
    assert tab.state.shown == "active"


async def test_the_next_page_stands_below(monkeypatch: pytest.MonkeyPatch, tab: Tab[ProjectsState]) -> None:
    listed = stands_in(
        monkeypatch,
        projects_state,
        list_projects=lambda *_, cursor, **__: a_page("여름") if cursor else a_page("봄", following="c"),
    )["list_projects"]
    await tab.fire("load")
    assert tab.state.has_more
    assert await tab.fire("load_more") == []
    assert (names(tab), tab.state.has_more, listed.named[-1]["cursor"]) == (["봄", "여름"], False, "c")
    stands_in(monkeypatch, projects_state, list_projects=Unavailable())
    [note] = await tab.fire("load_more")
    assert (note.what, names(tab)) == ("error.unavailable", ["봄", "여름"])


async def test_a_failure_is_shown_and_a_quiet_look_keeps_what_is_there(
    monkeypatch: pytest.MonkeyPatch, tab: Tab[ProjectsState]
) -> None:
    await tab.fire("load")
    stands_in(monkeypatch, projects_state, list_projects=Unavailable())
    await tab.fire("refresh")
    assert (tab.state.failure, names(tab)) == ("", ["봄"])
    await tab.fire("load")
    assert (tab.state.failure, names(tab)) == ("unavailable", ["봄"])


async def test_whoever_is_not_signed_in_is_sent_to_sign_in(monkeypatch: pytest.MonkeyPatch) -> None:
    signed_out(monkeypatch, projects_state)
    assert await Tab(ProjectsState, "/projects").fire("load") == [Answer("go", "/sign-in?next=/projects")]


async def test_an_address_may_ask_for_the_dialog_and_closing_it_takes_that_out_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    signed_in(monkeypatch, projects_state)
    stands_in(monkeypatch, projects_state, list_projects=a_page())
    tab = Tab(ProjectsState, "/projects?new=1")
    await tab.fire("load")
    assert tab.state.is_creating
    assert await tab.fire("set_creating", False) == [Answer("go", "/projects")]
    plain = Tab(ProjectsState, "/projects")
    assert await plain.fire("set_creating", True) == []
    assert await plain.fire("set_creating", False) == []


async def test_a_project_is_started_from_the_form_and_opened(
    monkeypatch: pytest.MonkeyPatch, tab: Tab[ProjectsState]
) -> None:
    made = a_project(name="여름")
    asked = stands_in(monkeypatch, projects_state, create_project=made)["create_project"]
    await tab.fire("set_creating", True)
    form = {"name": "여름", "client": "하루", "manager": "", "description": "d", "colour": "#28a745"}
    assert await tab.fire("create", {**form, "starts_on": "2026-03-01"}) == [Answer("go", f"/projects/{made.id}")]
    fields = asked.asked[0][1]
    assert {name: getattr(fields, name) for name in form} == form
    assert asked.asked[0][2] == date(2026, 3, 1)
    assert (tab.state.is_creating, tab.state.is_waiting) == (False, False)


async def test_what_is_wrong_stands_beside_its_field(monkeypatch: pytest.MonkeyPatch, tab: Tab[ProjectsState]) -> None:
    wrong = Invalid.of(FieldError("name", "project.name_taken"), FieldError("starts_on", "field.invalid"))
    asked = stands_in(monkeypatch, projects_state, create_project=wrong)["create_project"]
    await tab.fire("set_creating", True)
    assert await tab.fire("create", {"name": "봄", "starts_on": "tomorrow"}) == []
    assert asked.asked[0][2] == date.min  # a day that is refused, together with what else is wrong
    assert tab.state.errors["codes"] == {"name": "project.name_taken", "starts_on": "field.invalid"}
    assert (tab.state.is_creating, tab.state.is_waiting) == (True, False)
    stands_in(monkeypatch, projects_state, create_project=TooManyRequests(9))
    await tab.fire("create", {"name": "봄"})
    assert (tab.state.errors["form"], tab.state.errors["seconds"]) == ("too_many_requests", "9")


async def test_a_session_that_ended_while_the_form_was_filled_in_leads_to_sign_in(
    monkeypatch: pytest.MonkeyPatch, tab: Tab[ProjectsState]
) -> None:
    stands_in(monkeypatch, projects_state, acting_principal=NotSignedIn())
    assert await tab.fire("create", {"name": "봄"}) == [Answer("go", "/sign-in?next=/projects")]


async def test_a_deleted_project_is_restored(monkeypatch: pytest.MonkeyPatch, tab: Tab[ProjectsState]) -> None:
    project = a_project()
    stands_in(monkeypatch, projects_state, restore_project=project)
    note, there = await tab.fire("restore", str(project.id))
    assert (note.what, note.params) == ("project.restored", {"name": project.name})
    assert there == Answer("go", f"/projects/{project.id}")
    stands_in(monkeypatch, projects_state, restore_project=NotFound())
    [note] = await tab.fire("restore", an_id())
    assert note.what == "error.not_found"
