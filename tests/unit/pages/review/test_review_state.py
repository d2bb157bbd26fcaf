"""Coming into the room: as a member, as a guest, and what is shown when one may not."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.unit.tab import Tab, UseCase, signed_in, somebody, stands_in
from videoplanet.entities.share.repository import SharedVideo
from videoplanet.features.enter_room.service import Admission
from videoplanet.features.follow_live.service import Following
from videoplanet.pages.review import state as review_state
from videoplanet.pages.review.state import SHARE_PARAMETER, VIDEO_PARAMETER, ReviewState
from videoplanet.shared.errors import NotFound, NotSignedIn, Unavailable
from videoplanet.shared.live.rooms import Room
from videoplanet.shared.security.principal import Principal

VIDEO = uuid4()
GUEST = Principal("guest", uuid4(), uuid4(), "민서", share_id=uuid4())


def an_admission(video_id: UUID = VIDEO, **values: Any) -> Admission:
    usual: dict[str, Any] = {
        "project_id": uuid4(), "project_name": "봄 캠페인", "role": "editor", "may_comment": True, "may_resolve": True,
        "may_moderate": False, "may_upload": True, "may_share": True, "may_download": True, "body_limit": 5000,
        "is_archived": False, "room": Room("video", video_id),
    }  # fmt: skip
    return Admission(video_id=video_id, **{**usual, **values})


@pytest.fixture
def joins(monkeypatch: pytest.MonkeyPatch) -> UseCase:
    """The room that pages join."""
    return stands_in(monkeypatch, review_state, join_room=None)["join_room"]


def at_film(monkeypatch: pytest.MonkeyPatch) -> Tab[ReviewState]:
    monkeypatch.setattr(ReviewState, VIDEO_PARAMETER, str(VIDEO), raising=False)
    return Tab(ReviewState, f"/videos/{VIDEO}")


def at_link(monkeypatch: pytest.MonkeyPatch, query: str = "") -> Tab[ReviewState]:
    monkeypatch.setattr(ReviewState, SHARE_PARAMETER, "link", raising=False)
    return Tab(ReviewState, f"/s/link{query}")


async def test_a_member_comes_in_as_what_they_are(monkeypatch: pytest.MonkeyPatch, joins: UseCase) -> None:
    who = signed_in(monkeypatch, review_state)
    stands_in(monkeypatch, review_state, admit_member=an_admission())
    tab = at_film(monkeypatch)
    assert await tab.fire("enter_as_member") == []
    shown = tab.state
    assert (shown.video_id, shown.project_name, shown.body_limit, shown.refusal) == (str(VIDEO), "봄 캠페인", 5000, "")
    assert (shown.may_comment, shown.may_upload, shown.may_share, shown.may_download) == (True, True, True, True)
    assert shown.viewer == {
        "id": str(who.subject_id), "kind": "user", "name": "지우", "role": "editor",
        "may": {"comment": True, "resolve": True, "moderate": False},
    }  # fmt: skip
    assert joins.asked == [("socket-1", who, Following(UUID(shown.project_id), Room("video", VIDEO)))]
    first = shown.joined
    await tab.fire("enter_as_member")
    assert first != shown.joined != ""


async def test_a_member_who_is_signed_out_signs_in_and_comes_back(
    monkeypatch: pytest.MonkeyPatch, joins: UseCase
) -> None:
    stands_in(monkeypatch, review_state, page_principal=NotSignedIn())
    [answer] = await at_film(monkeypatch).fire("enter_as_member")
    assert (answer.kind, answer.what) == ("go", f"/sign-in?next=/videos/{VIDEO}")
    assert joins.asked == []


async def test_a_room_one_may_not_know_of_says_so(monkeypatch: pytest.MonkeyPatch, joins: UseCase) -> None:
    signed_in(monkeypatch, review_state)
    stands_in(monkeypatch, review_state, admit_member=NotFound())
    tab = at_film(monkeypatch)
    await tab.fire("enter_as_member")
    assert (tab.state.refusal, tab.state.video_id, joins.asked) == ("not_found", "", [])


async def test_a_guest_comes_in_to_the_film_they_name(monkeypatch: pytest.MonkeyPatch, joins: UseCase) -> None:
    other = SharedVideo(uuid4(), "본편")
    admits = UseCase((an_admission(role="guest", may_share=False), [SharedVideo(VIDEO, "티저"), other]))
    stands_in(monkeypatch, review_state, authenticate_headers=GUEST, admit_guest=admits)
    tab = at_link(monkeypatch, f"?video={other.id}")
    assert await tab.fire("enter_as_guest") == []
    assert admits.asked == [(GUEST, "link", other.id)]
    assert (tab.state.share_token, tab.state.viewer["kind"], tab.state.may_share) == ("link", "guest", False)
    assert [each["title"] for each in tab.state.shared] == ["티저", "본편"]
    assert joins.asked == [("socket-1", GUEST, Following(UUID(tab.state.project_id), Room("video", VIDEO)))]


@pytest.mark.parametrize(
    ("error", "has_to_open", "refusal"),
    [
        (NotSignedIn(), True, ""),
        (NotSignedIn("share.revoked"), False, "share.revoked"),
        (NotSignedIn("share.expired"), False, "share.expired"),
        (NotFound(), False, "not_found"),
    ],
)
async def test_who_has_not_opened_the_link_is_asked_for_a_name_and_whose_link_is_over_is_told(
    monkeypatch: pytest.MonkeyPatch, joins: UseCase, error: Any, has_to_open: bool, refusal: str
) -> None:
    stands_in(monkeypatch, review_state, authenticate_headers=error)
    tab = at_link(monkeypatch)
    await tab.fire("enter_as_guest")
    assert (tab.state.has_to_open, tab.state.refusal, joins.asked) == (has_to_open, refusal, [])


async def test_an_open_room_follows_what_one_may_do(monkeypatch: pytest.MonkeyPatch, joins: UseCase) -> None:
    signed_in(monkeypatch, review_state)
    stands_in(monkeypatch, review_state, admit_member=an_admission())
    tab = at_film(monkeypatch)
    await tab.fire("look_again")  # nothing is open yet
    assert tab.state.video_id == ""
    await tab.fire("enter_as_member")
    stands_in(monkeypatch, review_state, admit_member=an_admission(role="viewer", may_comment=False))
    await tab.fire("look_again")
    assert (tab.state.may_comment, tab.state.viewer["role"], len(joins.asked)) == (False, "viewer", 1)


@pytest.mark.parametrize(("error", "refusal"), [(NotFound(), "not_found"), (NotSignedIn(), ""), (Unavailable(), "")])
async def test_an_open_room_closes_only_when_one_may_not_be_there(
    monkeypatch: pytest.MonkeyPatch, joins: UseCase, error: Any, refusal: str
) -> None:
    signed_in(monkeypatch, review_state)
    stands_in(monkeypatch, review_state, admit_member=an_admission())
    tab = at_film(monkeypatch)
    await tab.fire("enter_as_member")
    stands_in(monkeypatch, review_state, admit_member=error)
    await tab.fire("look_again")
    assert (tab.state.refusal, tab.state.video_id) == (refusal, str(VIDEO))


async def test_who_was_a_guest_in_the_tab_before_is_themselves_in_a_room_of_theirs(
    monkeypatch: pytest.MonkeyPatch, joins: UseCase
) -> None:
    who = signed_in(monkeypatch, review_state)
    guests = UseCase((an_admission(role="guest", may_share=False), [SharedVideo(VIDEO, "티저")]))
    stands_in(monkeypatch, review_state, authenticate_headers=GUEST, admit_guest=guests, admit_member=an_admission())
    tab = at_link(monkeypatch)
    await tab.fire("enter_as_guest")
    monkeypatch.setattr(ReviewState, VIDEO_PARAMETER, str(VIDEO), raising=False)
    for event in ("enter_as_member", "look_again"):
        await tab.fire(event)
        assert (tab.state.share_token, tab.state.shared, tab.state.refusal) == ("", [], "")
        assert (tab.state.viewer["id"], tab.state.may_share) == (str(who.subject_id), True)
    stands_in(monkeypatch, review_state, authenticate_headers=NotSignedIn())
    await tab.fire("enter_as_guest")
    assert (tab.state.has_to_open, tab.state.viewer, tab.state.project_name, tab.state.may_share) == (
        True,
        {},
        "",
        False,
    )


async def test_a_guest_who_looks_again_does_not_come_in_again(monkeypatch: pytest.MonkeyPatch, joins: UseCase) -> None:
    admits = UseCase((an_admission(role="guest"), [SharedVideo(VIDEO, "티저")]))
    stands_in(monkeypatch, review_state, authenticate_headers=GUEST, admit_guest=admits)
    tab = at_link(monkeypatch)
    await tab.fire("enter_as_guest")
    await tab.fire("look_again")
    assert admits.named == [{}, {"comes_in": False}]
    assert somebody().kind == "user"
