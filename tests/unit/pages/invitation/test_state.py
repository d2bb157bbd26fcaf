"""The invitation page: whom the letter is for, and what their answer does."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from tests.unit.shown import a_project
from tests.unit.tab import Answer, Tab, signed_in, signed_out, stands_in
from videoplanet.entities.project.model import Role
from videoplanet.features.manage_members.answering import InvitationLetter
from videoplanet.pages.invitation import state as invitation_state
from videoplanet.pages.invitation.state import TOKEN_PARAMETER, InvitationState
from videoplanet.shared.clock import now
from videoplanet.shared.errors import Conflict, NotFound, NotSignedIn, TooManyRequests, Unavailable
from videoplanet.shared.security.cookies import refresh_cookie

HERE = "/invitations/abc"


def a_letter(*, is_joined: bool = False) -> InvitationLetter:
    return InvitationLetter(
        uuid4(), "봄 캠페인", "지우", Role.EDITOR, "a@example.com", "함께해요", now(), is_joined=is_joined
    )


def opened(cookie: str = "") -> Tab[InvitationState]:
    return Tab(InvitationState, HERE, cookie=cookie, params={TOKEN_PARAMETER: "abc"})


@pytest.fixture
def mine(monkeypatch: pytest.MonkeyPatch) -> Tab[InvitationState]:
    signed_in(monkeypatch, invitation_state)
    stands_in(
        monkeypatch, invitation_state, my_profile=type("Mine", (), {"email": "me@example.com"}), my_invitation=a_letter()
    )  # fmt: skip
    return opened()


async def test_whose_it_is_reads_it(mine: Tab[InvitationState]) -> None:
    assert await mine.fire("look") == []
    shown = mine.state
    assert (shown.step, shown.project_name, shown.inviter, shown.role) == ("mine", "봄 캠페인", "지우", "editor")
    assert (shown.email, shown.message, shown.my_email) == ("a@example.com", "함께해요", "me@example.com")
    assert (shown.sign_in_path, shown.sign_up_path) == (f"/sign-in?next={HERE}", f"/sign-up?next={HERE}")


async def test_who_is_in_the_project_already_is_led_on(
    monkeypatch: pytest.MonkeyPatch, mine: Tab[InvitationState]
) -> None:
    letter = a_letter(is_joined=True)
    stands_in(monkeypatch, invitation_state, my_invitation=letter)
    assert await mine.fire("look") == [Answer("go", f"/projects/{letter.project_id}")]


@pytest.mark.parametrize(
    ("error", "step"),
    [(NotFound(), "foreign"), (Conflict("invitation.over"), "over"), (Unavailable(), "away")],
)
async def test_somebody_signed_in_who_cannot_answer_is_told_why(
    monkeypatch: pytest.MonkeyPatch, mine: Tab[InvitationState], error: Any, step: str
) -> None:
    stands_in(monkeypatch, invitation_state, my_invitation=error)
    assert await mine.fire("look") == []
    assert mine.state.step == step


@pytest.mark.parametrize(
    ("answer", "step"),
    [(a_letter(), "door"), (NotFound(), "over"), (TooManyRequests(9), "away")],
)
async def test_somebody_who_is_not_signed_in_sees_no_more_than_the_letter_said(
    monkeypatch: pytest.MonkeyPatch, answer: Any, step: str
) -> None:
    signed_out(monkeypatch, invitation_state)
    stands_in(monkeypatch, invitation_state, describe_invitation=answer)
    tab = opened()
    assert await tab.fire("look") == []
    assert tab.state.step == step


async def test_a_session_that_can_be_renewed_is_renewed_first(monkeypatch: pytest.MonkeyPatch) -> None:
    signed_out(monkeypatch, invitation_state)
    [answer] = await opened(f"{refresh_cookie()}=r").fire("look")
    assert (answer.kind, answer.what) == ("leave", f"/api/v1/auth/session/refresh?next={HERE}")


async def test_an_engine_that_is_away_is_no_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    stands_in(monkeypatch, invitation_state, page_principal=Unavailable())
    tab = opened()
    await tab.fire("look")
    assert tab.state.step == "away"


async def test_joining_opens_the_project(monkeypatch: pytest.MonkeyPatch, mine: Tab[InvitationState]) -> None:
    project = a_project()
    asked = stands_in(monkeypatch, invitation_state, accept_invitation=project)["accept_invitation"]
    note, there = await mine.fire("accept")
    assert (note.what, note.params, there) == (
        "invitation.joined", {"project": project.name}, Answer("go", f"/projects/{project.id}"),
    )  # fmt: skip
    assert (asked.asked[0][1], mine.state.is_waiting) == ("abc", False)


@pytest.mark.parametrize(
    ("error", "step", "form"),
    [
        (NotFound(), "over", ""),
        (Conflict("invitation.over"), "over", ""),
        (Conflict("member.limit", limit=50), "mine", "member.limit"),
        (NotSignedIn(), "mine", "not_signed_in"),
    ],
)
@pytest.mark.parametrize("act", ["accept", "decline"])
async def test_an_answer_that_is_refused_is_told(
    monkeypatch: pytest.MonkeyPatch, mine: Tab[InvitationState], act: str, error: Any, step: str, form: str
) -> None:
    await mine.fire("look")
    stands_in(monkeypatch, invitation_state, **{f"{act}_invitation": error})
    assert await mine.fire(act) == []
    assert (mine.state.step, mine.state.errors["form"], mine.state.is_waiting) == (step, form, False)


async def test_saying_no_is_asked_first(monkeypatch: pytest.MonkeyPatch, mine: Tab[InvitationState]) -> None:
    asked = stands_in(monkeypatch, invitation_state, decline_invitation=None)["decline_invitation"]
    await mine.fire("set_declining", True)
    assert (mine.state.is_declining, asked.asked) == (True, [])
    await mine.fire("decline")
    assert (mine.state.step, mine.state.is_declining, asked.asked[0][1]) == ("declined", False, "abc")


async def test_changing_the_account_signs_out_and_comes_back(
    monkeypatch: pytest.MonkeyPatch, mine: Tab[InvitationState]
) -> None:
    stands_in(monkeypatch, invitation_state, sign_out_ticket="t1")
    [answer] = await mine.fire("change_account")
    assert (answer.kind, answer.params) == ("leave", {"forgets": True})
    assert answer.what.startswith("/api/v1/auth/session?ticket=t1&next=%2Fsign-in")
    stands_in(monkeypatch, invitation_state, sign_out_ticket=Unavailable())
    [note] = await mine.fire("change_account")
    assert note.what == "error.unavailable"
