"""The members panel: what each act asks of its use case, what is shown after it, and how it is taken back."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.unit.tab import Answer, Tab, an_id, signed_in, stands_in
from videoplanet.entities.project.model import Role
from videoplanet.features.manage_members.service import MemberBody
from videoplanet.pages.project import members_state
from videoplanet.pages.project.members_state import MembersState
from videoplanet.shared.clock import now
from videoplanet.shared.errors import Conflict, NotAllowed

PROJECT = uuid4()


def member(role: Role = Role.EDITOR, *, name: str = "민서") -> MemberBody:
    return MemberBody(user_id=uuid4(), name=name, email=None, role=role, joined_at=now(), is_me=False)


@pytest.fixture
def minseo() -> MemberBody:
    return member()


@pytest.fixture
def tab(monkeypatch: pytest.MonkeyPatch, minseo: MemberBody) -> Tab[MembersState]:
    """The panel of a project, seen by its owner; one editor besides."""
    signed_in(monkeypatch, members_state)
    project: Any = SimpleNamespace(id=PROJECT, role=Role.OWNER, archived=False)
    stands_in(monkeypatch, members_state, get_project=project, list_members=[minseo])
    tab = Tab(MembersState)
    tab.state._show(project, [minseo])
    return tab


@pytest.mark.parametrize(
    ("role", "archived", "may"),
    [
        (Role.OWNER, False, (True, True)),
        (Role.ADMIN, False, (True, False)),
        (Role.EDITOR, False, (False, False)),
        (Role.OWNER, True, (False, True)),
    ],
)
def test_what_one_may_do_is_shown_by_role(role: Role, archived: bool, may: tuple[bool, bool]) -> None:
    tab = Tab(MembersState)
    project: Any = SimpleNamespace(id=PROJECT, role=role, archived=archived)
    tab.state._show(project, [member()])
    assert (tab.state.may_manage, tab.state.may_hand_over) == may


async def test_a_new_role_is_given_and_can_be_taken_back(
    monkeypatch: pytest.MonkeyPatch, tab: Tab[MembersState], minseo: MemberBody
) -> None:
    asked = stands_in(monkeypatch, members_state, change_role=minseo)["change_role"]
    [note] = await tab.fire("set_role", str(minseo.user_id), "viewer")
    assert asked.asked[0][1:] == (PROJECT, minseo.user_id, Role.VIEWER)
    assert (note.what, note.tone, note.params) == ("member.role_changed", "success", {"name": "민서"})
    assert note.undo is not None
    name, payload = note.undo
    [undone] = await tab.fire(name, *payload.values())
    assert asked.asked[1][1:] == (PROJECT, minseo.user_id, Role.EDITOR)
    assert asked.named[1] == {"expects": Role.VIEWER}
    assert undone == Answer("toast", "ui.undone", "success", {})


async def test_the_role_one_has_already_is_no_news(
    monkeypatch: pytest.MonkeyPatch, tab: Tab[MembersState], minseo: MemberBody
) -> None:
    stands_in(monkeypatch, members_state, change_role=minseo)
    assert await tab.fire("set_role", str(minseo.user_id), "editor") == []


@pytest.mark.parametrize("role", ["emperor", "", "OWNER"])
async def test_what_is_no_role_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, tab: Tab[MembersState], minseo: MemberBody, role: str
) -> None:
    asked = stands_in(monkeypatch, members_state, change_role=minseo)["change_role"]
    [note] = await tab.fire("set_role", str(minseo.user_id), role)
    assert (note.kind, note.tone, asked.asked) == ("toast", "error", [])


@pytest.mark.parametrize(
    ("question", "use_case", "key", "undo"),
    [
        ("remove", "remove_member", "member.removed", "restore"),
        ("hand_over", "change_role", "member.handed_over", None),
    ],
)
async def test_what_is_hard_to_take_back_is_asked_first(
    monkeypatch: pytest.MonkeyPatch, tab: Tab[MembersState], minseo: MemberBody, question: str, use_case: str, key: str,
    undo: str | None,
) -> None:  # fmt: skip
    asked = stands_in(monkeypatch, members_state, **{use_case: minseo})[use_case]
    await tab.fire("ask", question, str(minseo.user_id), "민서")
    assert (tab.state.question, tab.state.asked_name, asked.asked) == (question, "민서", [])
    [note] = await tab.fire("confirm")
    assert asked.asked[0][1:3] == (PROJECT, minseo.user_id)
    assert (note.what, note.params, note.undo and note.undo[0]) == (key, {"name": "민서"}, undo)
    assert tab.state.question == ""


async def test_a_question_that_is_closed_does_nothing(tab: Tab[MembersState]) -> None:
    await tab.fire("ask", "remove", an_id(), "민서")
    await tab.fire("set_asking", True)
    assert tab.state.question == "remove"
    await tab.fire("set_asking", False)
    assert tab.state.question == ""


async def test_whoever_leaves_goes_to_their_projects(monkeypatch: pytest.MonkeyPatch, tab: Tab[MembersState]) -> None:
    asked = stands_in(monkeypatch, members_state, remove_member=None)["remove_member"]
    me = an_id()
    await tab.fire("ask", "leave", me, "")
    assert await tab.fire("confirm") == [Answer("go", "/projects")]
    assert asked.asked[0][2] == UUID(me)


async def test_somebody_is_taken_in_again_though_another_project_is_on_the_page(
    monkeypatch: pytest.MonkeyPatch, tab: Tab[MembersState]
) -> None:
    asked = stands_in(monkeypatch, members_state, restore_member=member())["restore_member"]
    elsewhere, who = an_id(), an_id()
    [note] = await tab.fire("restore", elsewhere, who, "민서")
    assert asked.asked[0][1:] == (UUID(elsewhere), UUID(who))
    assert (note.what, note.params) == ("member.restored", {"name": "민서"})


@pytest.mark.parametrize(
    ("handler", "given", "use_case", "error"),
    [
        ("set_role", (an_id(), "viewer"), "change_role", NotAllowed()),
        ("put_role_back", (str(PROJECT), an_id(), "viewer", "editor"), "change_role", Conflict("undo.too_late")),
        ("restore", (str(PROJECT), an_id(), "민서"), "restore_member", Conflict("member.limit", limit=50)),
    ],
)
async def test_what_is_refused_is_told_in_its_own_words(
    monkeypatch: pytest.MonkeyPatch, tab: Tab[MembersState], handler: str, given: Any, use_case: str, error: Any
) -> None:
    stands_in(monkeypatch, members_state, **{use_case: error})
    [note] = await tab.fire(handler, *given)
    assert (note.kind, note.what, note.tone) == ("toast", f"error.{error.code}", "error")


async def test_ids_of_no_shape_of_ours_are_nobody(tab: Tab[MembersState]) -> None:
    [note] = await tab.fire("restore", "../7", an_id(), "민서")
    assert note.what == "error.not_found"
