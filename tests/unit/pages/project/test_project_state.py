"""The project page's events: what is shown, what is saved and taken back, and where refusals appear."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from tests.unit.shown import a_card, a_project
from tests.unit.tab import Answer, Tab, UseCase, an_id, signed_in, signed_out, stands_in
from videoplanet.entities.project.fields import ProjectFields, apply_fields
from videoplanet.entities.project.model import ProjectStatus, Role
from videoplanet.entities.project.view import ProjectBody
from videoplanet.pages.project import state as project_state
from videoplanet.pages.project.invitations_state import InvitationsState
from videoplanet.pages.project.members_state import MembersState
from videoplanet.pages.project.state import ROUTE_PARAMETER, ProjectState
from videoplanet.shared.clock import now
from videoplanet.shared.errors import Invalid, NotAllowed, NotFound, PreconditionFailed, Unavailable


class House:
    """Stands for the use cases of one project: it is what was written last."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, **values: Any) -> None:
        self.project = a_project(**values)
        self.written: list[ProjectFields] = []
        self.asked: Mapping[str, UseCase] = stands_in(
            monkeypatch,
            project_state,
            get_project=lambda *_: self.project,
            change_project=self.change,
            films_of_project=lambda _who, _where, words: [a_card(title=words or "티저")],
            list_members=[],
            invitations_for=[],
            list_videos=SimpleNamespace(items=[]),
            join_project_overview=None,
        )

    def change(self, _who: Any, _where: UUID, fields: ProjectFields, *, expects: Any = None) -> ProjectBody:
        if expects is not None:
            expects(self.project)
        self.written.append(fields)
        row: Any = SimpleNamespace(**{name: getattr(self.project, name) for name in ("name", "client", "manager")})
        row.description, row.colour, row.status = self.project.description, self.project.colour, self.project.status
        row.tags, row.revision, row.archived_at = [], 1, now() if self.project.archived else None
        apply_fields(row, fields)
        texts = {name: getattr(row, name) for name in ("name", "client", "manager", "description", "status")}
        self.project = replace(self.project, **texts, archived=row.archived_at is not None, updated_at=now())
        return self.project


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> House:
    signed_in(monkeypatch, project_state)
    return House(monkeypatch)


async def opened(house: House, address: str = "/projects/1") -> Tab[ProjectState]:
    tab = Tab(ProjectState, address, params={ROUTE_PARAMETER: str(house.project.id)})
    assert await tab.fire("load") == []
    return tab


async def test_the_page_shows_the_project_its_films_its_members_and_hears_of_changes(house: House) -> None:
    tab = await opened(house, "/projects/1?q=세로")
    shown = tab.state
    assert (shown.is_loaded, shown.failure, shown.project_id) == (True, "", str(house.project.id))
    assert (shown.name, shown.client, shown.status) == ("봄 캠페인", "하루", "planning")
    assert (shown.words, [film["title"] for film in shown.films]) == ("세로", ["세로"])
    assert (shown.may_edit, shown.may_delete, shown.may_upload) == (True, True, True)
    assert house.asked["join_project_overview"].asked[0][0] == "socket-1"
    assert tab.of(MembersState).may_manage
    assert tab.of(InvitationsState).invitations == []


async def test_whoever_may_not_upload_is_not_shown_what_was_deleted(monkeypatch: pytest.MonkeyPatch) -> None:
    signed_in(monkeypatch, project_state)
    house = House(monkeypatch, role=Role.VIEWER)
    tab = await opened(house)
    assert (tab.state.may_edit, tab.state.may_delete, tab.state.may_upload) == (False, False, False)
    assert house.asked["list_videos"].asked == []


async def test_whoever_is_not_signed_in_is_sent_to_sign_in_and_back(monkeypatch: pytest.MonkeyPatch) -> None:
    signed_out(monkeypatch, project_state)
    tab = Tab(ProjectState, "/projects/1?q=a", params={ROUTE_PARAMETER: an_id()})
    [answer] = await tab.fire("load")
    assert answer.kind == "go"
    assert answer.what.startswith("/sign-in?next=/projects/1")
    assert not tab.state.is_loaded


@pytest.mark.parametrize("error", [NotFound(), Unavailable()])
async def test_what_cannot_be_shown_says_why(monkeypatch: pytest.MonkeyPatch, house: House, error: Any) -> None:
    stands_in(monkeypatch, project_state, get_project=error)
    tab = Tab(ProjectState, "/projects/1", params={ROUTE_PARAMETER: str(house.project.id)})
    assert await tab.fire("load") == []
    assert (tab.state.failure, tab.state.is_loaded) == (error.code, False)


async def test_an_address_without_an_id_of_ours_is_not_found(house: House) -> None:
    tab = Tab(ProjectState, "/projects/x", params={ROUTE_PARAMETER: "x"})
    await tab.fire("load")
    assert tab.state.failure == "not_found"


async def test_refreshing_reads_what_somebody_changed(house: House) -> None:
    tab = await opened(house)
    house.project = replace(house.project, name="여름")
    await tab.fire("refresh", [])
    assert tab.state.name == "여름"


@pytest.mark.parametrize(
    ("lists", "asks"),
    [
        (["videos", "versions"], {"films_of_project", "list_videos"}),
        (["comments"], {"films_of_project", "list_videos"}),
        (["invitations"], {"invitations_for"}),
        (["videos", "members"], {"get_project", "films_of_project", "list_members", "invitations_for", "list_videos"}),
        (["of tomorrow"], {"get_project", "films_of_project", "list_members", "invitations_for", "list_videos"}),
    ],
)
async def test_only_what_somebody_changed_is_read_again(house: House, lists: list[str], asks: set[str]) -> None:
    tab = await opened(house)
    for use_case in house.asked.values():
        use_case.asked.clear()
    await tab.fire("refresh", lists)
    assert {name for name, use_case in house.asked.items() if use_case.asked} == asks


async def test_searching_shows_only_what_was_found_and_tells_a_failure(
    monkeypatch: pytest.MonkeyPatch, house: House
) -> None:
    tab = await opened(house)
    assert await tab.fire("search", "prores") == []
    assert (tab.state.words, [film["title"] for film in tab.state.films]) == ("prores", ["prores"])
    stands_in(monkeypatch, project_state, films_of_project=Unavailable())
    [note] = await tab.fire("search", "4k")
    assert note.what == "error.unavailable"
    assert [film["title"] for film in tab.state.films] == ["prores"]


async def test_what_is_saved_is_shown_and_can_be_taken_back(house: House) -> None:
    tab = await opened(house)
    await tab.fire("set_editing", True)
    [note] = await tab.fire("save", {"name": "여름", "client": "하루", "manager": "지우", "description": ""})
    assert (note.what, tab.state.name, tab.state.is_editing, tab.state.is_waiting) == (
        "project.saved", "여름", False, False,
    )  # fmt: skip
    assert note.undo is not None
    [undone] = await tab.fire(note.undo[0], *note.undo[1].values())
    assert (undone.what, tab.state.name, house.project.name) == ("ui.undone", "봄 캠페인", "봄 캠페인")


async def test_saving_nothing_new_has_nothing_to_take_back(house: House) -> None:
    tab = await opened(house)
    await tab.fire("set_editing", True)
    [note] = await tab.fire("save", {"name": "봄 캠페인", "client": "하루", "manager": "지우"})
    assert (note.what, note.undo) == ("project.saved", None)


async def test_what_somebody_changed_meanwhile_is_not_overwritten(house: House) -> None:
    tab = await opened(house)
    await tab.fire("set_editing", True)
    house.project = replace(house.project, name="가을", updated_at=now())
    assert await tab.fire("save", {"name": "여름"}) == []
    assert (tab.state.errors["form"], tab.state.is_editing, house.project.name) == (
        PreconditionFailed().code, True, "가을",
    )  # fmt: skip


async def test_what_is_wrong_stands_beside_its_field(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    tab = await opened(house)
    await tab.fire("set_editing", True)
    stands_in(monkeypatch, project_state, change_project=Invalid("field.too_long", field="name", limit=100))
    assert await tab.fire("save", {"name": "x" * 101}) == []
    assert (tab.state.errors["codes"], tab.state.errors["limits"]) == ({"name": "field.too_long"}, {"name": "100"})
    assert (tab.state.is_editing, tab.state.is_waiting) == (True, False)
    await tab.fire("set_editing", True)
    assert tab.state.errors["codes"] == {}


async def test_taking_back_is_refused_once_somebody_has_written_something_else(house: House) -> None:
    tab = await opened(house)
    await tab.fire("set_editing", True)
    [note] = await tab.fire("save", {"name": "여름"})
    assert note.undo is not None
    house.project = replace(house.project, name="겨울")
    [answer] = await tab.fire(note.undo[0], *note.undo[1].values())
    assert (answer.tone, house.project.name) == ("error", "겨울")


async def test_a_status_is_chosen_and_taken_back(house: House) -> None:
    tab = await opened(house)
    [note] = await tab.fire("set_status", "review")
    assert (note.what, tab.state.status) == ("project.status_changed", "review")
    assert note.undo is not None
    [undone] = await tab.fire(note.undo[0], *note.undo[1].values())
    assert (undone.what, tab.state.status) == ("ui.undone", "planning")


async def test_a_status_that_is_none_or_the_same_changes_nothing(house: House) -> None:
    tab = await opened(house)
    assert await tab.fire("set_status", "planning") == []
    assert await tab.fire("set_status", "nonsense") == []
    [note] = await tab.fire("put_status_back", str(house.project.id), "nonsense", "planning")
    assert (note.tone, house.written) == ("error", [])


async def test_a_status_somebody_else_has_chosen_since_stays(house: House) -> None:
    tab = await opened(house)
    house.project = replace(house.project, status=ProjectStatus.ON_HOLD)
    [note] = await tab.fire("put_status_back", str(house.project.id), "planning", "review")
    assert (note.tone, house.project.status) == ("error", ProjectStatus.ON_HOLD)


async def test_the_archive_takes_it_and_gives_it_back(house: House) -> None:
    tab = await opened(house)
    [note] = await tab.fire("set_archived", True)
    assert (note.what, tab.state.is_archived, tab.state.may_upload) == ("project.archived", True, False)
    assert note.undo is not None
    [undone] = await tab.fire(note.undo[0], *note.undo[1].values())
    assert (undone.what, tab.state.is_archived) == ("ui.undone", False)
    [note] = await tab.fire("set_archived", False)
    assert note.what == "project.unarchived"


async def test_a_refused_change_is_told_and_nothing_is_shown_that_is_not(
    monkeypatch: pytest.MonkeyPatch, house: House
) -> None:
    tab = await opened(house)
    stands_in(monkeypatch, project_state, change_project=NotAllowed())
    for handler, given in (("set_status", "review"), ("set_archived", True)):
        [note] = await tab.fire(handler, given)
        assert (note.what, note.tone) == ("error.not_allowed", "error")
    assert (tab.state.status, tab.state.is_archived) == ("planning", False)


async def test_a_deleted_project_leads_to_the_list_and_can_be_restored(
    monkeypatch: pytest.MonkeyPatch, house: House
) -> None:
    asked = stands_in(monkeypatch, project_state, delete_project=None, restore_project=house.project)
    tab = await opened(house)
    await tab.fire("set_deleting", True)
    assert tab.state.is_deleting
    note, there = await tab.fire("delete")
    assert (note.what, note.params, there) == (
        "project.deleted", {"name": "봄 캠페인"}, Answer("go", "/projects"),
    )  # fmt: skip
    assert (asked["delete_project"].asked[0][1], tab.state.is_deleting) == (house.project.id, False)
    assert note.undo is not None
    note, there = await tab.fire(note.undo[0], *note.undo[1].values())
    assert (note.what, there) == ("project.restored", Answer("go", f"/projects/{house.project.id}"))


async def test_what_may_not_be_deleted_stays(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    stands_in(monkeypatch, project_state, delete_project=NotAllowed(), restore_project=NotFound())
    tab = await opened(house)
    [note] = await tab.fire("delete")
    assert (note.what, tab.state.is_loaded) == ("error.not_allowed", True)
    [note] = await tab.fire("restore", an_id())
    assert note.what == "error.not_found"
