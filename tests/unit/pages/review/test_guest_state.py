"""The door of a link: what it says before it is opened, and what is wrong beside its field."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.shown import an_opened_link
from tests.unit.tab import ADDRESS, Tab, UseCase, stands_in
from videoplanet.entities.share.model import SharePermission
from videoplanet.entities.user.model import NAME_LENGTH
from videoplanet.features.share_video import opening
from videoplanet.features.share_video.door import Door
from videoplanet.pages.review import guest_state
from videoplanet.pages.review.guest_state import GuestDoorState
from videoplanet.pages.review.state import SHARE_PARAMETER
from videoplanet.shared.errors import FieldError, Invalid, NotFound, NotSignedIn, TooManyRequests

ENTERED = {"name": "민서", "email": "minseo@client.example.com", "password": ""}


@pytest.fixture
def opens(monkeypatch: pytest.MonkeyPatch) -> UseCase:
    monkeypatch.setattr(GuestDoorState, SHARE_PARAMETER, "link", raising=False)
    monkeypatch.setattr(guest_state, "require_mark", lambda cookie: None)
    return stands_in(
        monkeypatch, guest_state, acting_visitor=None, open_share=an_opened_link(), issue_ticket="t1"
    )["open_share"]  # fmt: skip


@pytest.mark.usefixtures("opens")
async def test_the_door_says_who_sent_which_film(monkeypatch: pytest.MonkeyPatch) -> None:
    door = Door(
        False, SharePermission.VIEW, None, project_name="봄 캠페인", sender_name="지우", titles=["티저", "본편"],
        has_poster=True,
    )  # fmt: skip
    asked = stands_in(monkeypatch, guest_state, describe_door=door)["describe_door"]
    tab = Tab(GuestDoorState, "/s/link")
    await tab.fire("look")
    shown = tab.state
    assert (shown.project_name, shown.sender_name, shown.film_title, shown.more_films) == (
        "봄 캠페인",
        "지우",
        "티저",
        1,
    )
    assert (shown.poster, shown.needs_password, asked.asked) == ("/api/v1/shares/link/poster", False, [("link",)])


@pytest.mark.usefixtures("opens")
async def test_behind_a_password_it_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    stands_in(monkeypatch, guest_state, describe_door=Door(True, SharePermission.VIEW, None))
    tab = Tab(GuestDoorState, "/s/link")
    await tab.fire("look")
    assert (tab.state.needs_password, tab.state.film_title, tab.state.project_name, tab.state.poster) == (
        True, "", "", "",
    )  # fmt: skip


@pytest.mark.usefixtures("opens")
@pytest.mark.parametrize("error", [NotFound(), NotSignedIn("share.revoked"), NotSignedIn("share.expired")])
async def test_a_link_that_is_over_takes_the_page(monkeypatch: pytest.MonkeyPatch, error: Any) -> None:
    stands_in(monkeypatch, guest_state, describe_door=error, open_share=error)
    tab = Tab(GuestDoorState, "/s/link")
    await tab.fire("look")
    assert tab.state.refusal == error.code
    tab.state.refusal = ""
    assert await tab.fire("enter", ENTERED) == []
    assert tab.state.refusal == error.code


async def test_it_opens_through_the_ticket(opens: UseCase) -> None:
    tab = Tab(GuestDoorState, "/s/link", cookie="vp_browser=b")
    [answer] = await tab.fire("enter", {**ENTERED, "password": "geheim"})
    token, visitor = opens.asked[0]
    assert (token, visitor.name, visitor.email, visitor.password) == (
        "link", "민서", "minseo@client.example.com", "geheim",
    )  # fmt: skip
    assert (visitor.address, visitor.cookie) == (ADDRESS, "vp_browser=b")
    assert (answer.kind, answer.what) == ("leave", "/api/v1/auth/session?ticket=t1&next=%2Fs%2Flink")
    assert tab.state.is_opening is False


async def test_what_is_wrong_stands_beside_its_field(opens: UseCase) -> None:
    opens.answer = Invalid.of(FieldError("name", "field.missing"), FieldError("email", "email.invalid"))
    tab = Tab(GuestDoorState, "/s/link")
    assert await tab.fire("enter", {}) == []
    assert tab.state.errors["codes"] == {"name": "field.missing", "email": "email.invalid"}
    opens.answer = NotSignedIn("share.password_required", field="password")
    await tab.fire("enter", ENTERED)
    assert (tab.state.errors["codes"], tab.state.needs_password) == ({"password": "share.password_required"}, True)


async def test_what_concerns_no_field_is_a_note(opens: UseCase) -> None:
    opens.answer = TooManyRequests(30)
    tab = Tab(GuestDoorState, "/s/link")
    [note] = await tab.fire("enter", ENTERED)
    assert (note.what, note.params, tab.state.errors["codes"]) == ("error.too_many_requests", {"seconds": 30}, {})


@pytest.mark.usefixtures("opens")
@pytest.mark.parametrize(("length", "codes"), [(NAME_LENGTH, {}), (NAME_LENGTH + 1, {"name": "field.too_long"})])
async def test_a_name_may_be_as_long_here_as_everywhere(
    monkeypatch: pytest.MonkeyPatch, length: int, codes: dict[str, str]
) -> None:
    class Opened(Exception):
        """The name was good: a link was asked for."""

    def found_link(*_: Any) -> Any:
        raise Opened

    monkeypatch.setattr(guest_state, "open_share", opening.open_share)
    monkeypatch.setattr(opening, "unit_of_work", found_link)
    tab = Tab(GuestDoorState, "/s/link")
    form = {**ENTERED, "name": "가" * length}
    if codes:
        await tab.fire("enter", form)
        assert (tab.state.errors["codes"], tab.state.errors["limits"]["name"]) == (codes, str(NAME_LENGTH))
    else:
        with pytest.raises(Opened):
            await tab.fire("enter", form)
