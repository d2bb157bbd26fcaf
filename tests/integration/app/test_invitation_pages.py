"""Inviting and answering by the events of pages, called directly as any client may; and what open pages hear of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from httpx import AsyncClient

from tests.integration.films import changed, stored
from tests.integration.live_site import LIVE_STATE
from tests.integration.people import Person, join, person, project
from tests.integration.reflex_page import ReflexPage
from tests.letters import queued_letters
from videoplanet.entities.project.model import Role
from videoplanet.features.manage_members.invitations import invite, list_invitations
from videoplanet.pages.invitation.state import TOKEN_PARAMETER, InvitationState
from videoplanet.pages.project.invitations_state import InvitationsState
from videoplanet.pages.project.state import ROUTE_PARAMETER, ProjectState
from videoplanet.pages.sign_up.state import SignUpState
from videoplanet.shared.i18n.catalogue import translate
from videoplanet.shared.redis import redis_client
from videoplanet.shared.security.cookies import access_cookie, browser_cookie
from videoplanet.shared.security.tokens import random_token
from videoplanet.shared.ui.departure import DepartureState
from videoplanet.shared.ui.toast.state import ToastState

PANEL, PROJECT, ANSWER = (state.get_full_name() for state in (InvitationsState, ProjectState, InvitationState))
SIGN_UP, TOASTS = SignUpState.get_full_name(), ToastState.get_full_name()
STRANGER = "nobody@example.com"


async def opened(site: str, somebody: Person | None, *cookies: str) -> ReflexPage:
    mark = "; ".join((f"{browser_cookie()}={random_token(16)}", *cookies))
    cookie = f"{mark}; {access_cookie()}={somebody.tokens.access_token}" if somebody else mark
    return await ReflexPage.open(site, cookie=cookie)


async def at(page: ReflexPage, parameter: str, value: str, handler: str, **arguments: Any) -> None:
    """Fire a handler from the page with that parameter in its address."""
    place = {"pathname": f"/[{parameter}]", "query": {parameter: value}, "asPath": f"/{value}"}
    await page.send({"name": handler, "payload": arguments, "router_data": place})


def notes(page: ReflexPage) -> list[str]:
    return [note["key"] for shown in page.of(TOASTS, "notes")[-1:] for note in shown]


async def on_project(site: str, somebody: Person, project_id: UUID) -> ReflexPage:
    page = await opened(site, somebody)
    await at(page, ROUTE_PARAMETER, str(project_id), f"{PROJECT}.load")
    await page.until(lambda: bool(page.of(PROJECT, "is_loaded") or page.of(PROJECT, "failure")))
    return page


async def pending(owner: Person, project_id: UUID) -> list[tuple[str, str]]:
    return [(entry.email, entry.role.value) for entry in await list_invitations(owner.principal, project_id)]


@pytest.mark.parametrize("role", [*Role, None])
async def test_the_events_of_the_panel_follow_the_table(site: str, role: Role | None) -> None:
    owner, somebody = await person("Owner"), await person("Somebody")
    project_id = await project(owner)
    if role is Role.OWNER:
        somebody = owner
    elif role is not None:
        await join(project_id, somebody, role)
    may = role in (Role.OWNER, Role.ADMIN)
    entry = await invite(owner.principal, project_id, STRANGER, Role.EDITOR)
    await changed("update invitation set sent_at = sent_at - interval '61 seconds'")
    page = await on_project(site, somebody, project_id)
    rows = page.of(PANEL, "invitations")
    assert [row["email"] for row in rows[-1]] == [STRANGER] if may else rows == []
    assert may or STRANGER not in str(page.deltas)

    id_ = str(entry.id)
    await page.fire(f"{PANEL}.set_role", invitation_id=id_, role="viewer")
    await page.fire(f"{PANEL}.resend", invitation_id=id_)
    await page.fire(f"{PANEL}.invite", form={"email": "another@example.com", "role": "admin", "message": ""})
    await page.until(lambda: any(e["form"] for e in page.of(PANEL, "errors")) or "invitation.sent" in notes(page))
    wanted = [("another@example.com", "admin"), (STRANGER, "viewer")] if may else [(STRANGER, "editor")]
    assert await pending(owner, project_id) == wanted
    assert len(await queued_letters(STRANGER)) == (2 if may else 1)

    await page.fire(f"{PANEL}.cancel", invitation_id=id_, email=STRANGER)
    await page.fire(f"{TOASTS}.show", kind="info", key="mark", params="{}")
    await page.until(lambda: "mark" in notes(page))
    statuses = {row["id"]: row["status"] for row in await stored("select id, status from invitation")}
    assert statuses[entry.id] == ("cancelled" if may else "pending")
    await page.fire(f"{PANEL}.restore", project_id=str(project_id), invitation_id=id_)
    await page.fire(f"{TOASTS}.show", kind="info", key="mark.2", params="{}")
    await page.until(lambda: "mark.2" in notes(page))
    assert (STRANGER, wanted[-1][1]) in await pending(owner, project_id)


@pytest.mark.parametrize(("account", "shown"), [("ko", "en"), ("en", "ko")])
async def test_a_page_writes_in_its_own_language_to_an_address_without_an_account(
    site: str, account: str, shown: str
) -> None:
    owner = await person("Owner", language=account)
    project_id = await project(owner)
    page = await opened(site, owner, f"vp_lang={shown}")
    await at(page, ROUTE_PARAMETER, str(project_id), f"{PROJECT}.load")
    await page.until(lambda: bool(page.of(PROJECT, "is_loaded")))
    await page.fire(f"{PANEL}.invite", form={"email": STRANGER, "role": "reviewer", "message": ""})
    await page.until(lambda: "invitation.sent" in notes(page))
    letter = (await queued_letters(STRANGER))[-1]
    assert translate("project.role.reviewer", shown) in letter.body


async def invited(owner: Person, project_id: UUID, email: str) -> str:
    await invite(owner.principal, project_id, email, Role.REVIEWER, "함께 봐요")
    return (await queued_letters(email))[-1].invitation


async def look(site: str, somebody: Person | None, token: str) -> ReflexPage:
    page = await opened(site, somebody)
    await at(page, TOKEN_PARAMETER, token, f"{ANSWER}.look")
    await page.until(lambda: bool(page.of(ANSWER, "step")))
    return page


async def test_the_letter_leads_whose_it_is_to_the_answer_and_others_nowhere(site: str) -> None:
    owner, hajun, mallory = await person("Owner"), await person("Hajun"), await person("Mallory")
    project_id = await project(owner, "비밀 캠페인")
    token = await invited(owner, project_id, hajun.email)
    outside = await look(site, None, token)
    assert (outside.of(ANSWER, "step"), outside.of(ANSWER, "project_name")) == (["door"], ["비밀 캠페인"])
    for wrong in (token, "unknown"):
        foreign = await look(site, mallory, wrong)
        assert foreign.of(ANSWER, "step") == ["foreign"]
        await at(foreign, TOKEN_PARAMETER, wrong, f"{ANSWER}.accept")
        await at(foreign, TOKEN_PARAMETER, wrong, f"{ANSWER}.decline")
        await foreign.until(lambda: foreign.of(ANSWER, "step")[-1] == "over")  # noqa: B023 - used at once
        for secret in ("비밀", hajun.email):
            assert secret not in str(foreign.deltas)
    assert await pending(owner, project_id) == [(hajun.email, "reviewer")]
    mine = await look(site, hajun, token)
    assert (mine.of(ANSWER, "step"), mine.of(ANSWER, "message")) == (["mine"], ["함께 봐요"])
    await at(mine, TOKEN_PARAMETER, token, f"{ANSWER}.decline")
    await mine.until(lambda: mine.of(ANSWER, "step")[-1] == "declined")
    assert await pending(owner, project_id) == []
    assert (await look(site, None, token)).of(ANSWER, "step") == ["over"]
    assert (await look(site, hajun, token)).of(ANSWER, "step") == ["over"]


async def test_open_pages_hear_who_was_invited_came_and_went(site: str, gateway: AsyncClient) -> None:
    owner, hajun = await person("Owner"), await person("Hajun")
    project_id = await project(owner)
    room, elsewhere = await on_project(site, owner, project_id), await opened(site, hajun)
    stranger = await opened(site, await person("Mallory"))

    def heard() -> list[str]:
        return [frame["type"] for frame in room.of(LIVE_STATE, "operation")]

    token = await invited(owner, project_id, hajun.email)
    await room.until(lambda: heard() == ["invitation.new"])
    answer = await look(site, hajun, token)
    await at(answer, TOKEN_PARAMETER, token, f"{ANSWER}.accept")
    await elsewhere.until(lambda: len(elsewhere.of(LIVE_STATE, "personal")) == 1)
    await room.until(lambda: heard() == ["invitation.new", "member.join", "invitation.update"])
    path = f"/api/v1/projects/{project_id}/members/{hajun.id}"
    await gateway.delete(path, headers=owner.bearer)
    await elsewhere.until(lambda: len(elsewhere.of(LIVE_STATE, "personal")) == 2)
    await gateway.post(f"{path}/restore", headers=owner.bearer)
    await elsewhere.until(lambda: len(elsewhere.of(LIVE_STATE, "personal")) == 3)
    assert {frame["type"] for frame in elsewhere.of(LIVE_STATE, "personal")} == {"projects.changed"}
    assert stranger.of(LIVE_STATE, "personal") == room.of(LIVE_STATE, "personal") == []
    assert hajun.email not in str(room.of(LIVE_STATE, "operation"))


FORM = {
    **{"email": STRANGER, "password": "kettle orbit walnut 49", "name": "김지우"},
    **{"agree_terms": "on", "agree_privacy": "on"},
}


@pytest.mark.parametrize("is_known", [True, False])
async def test_the_sign_up_page_tells_nobody_who_has_an_account(site: str, is_known: bool) -> None:
    somebody = await person("Jiwoo")
    email = somebody.email if is_known else STRANGER
    page = await opened(site, None)
    await page.fire(f"{SIGN_UP}.submit", form={**FORM, "email": email})
    await page.until(lambda: page.of(SIGN_UP, "step") == ["code"])
    for wrong in ("000000", "0" * 6):
        await page.fire(f"{SIGN_UP}.prove", form={"code": wrong})
    await page.until(lambda: len([e for e in page.of(SIGN_UP, "code_errors") if e["codes"]]) == 2)
    said = [error["codes"] for error in page.of(SIGN_UP, "code_errors") if error["codes"]]
    assert said == [{"code": "code.wrong"}] * 2
    assert page.of(DepartureState.get_full_name(), "to") == []


async def test_the_page_opens_only_what_was_registered_on_it(site: str, gateway: AsyncClient) -> None:
    page = await opened(site, None)
    await page.fire(f"{SIGN_UP}.submit", form=FORM)
    await page.until(lambda: page.of(SIGN_UP, "step") == ["code"])
    async for key in redis_client().scan_iter("vp:code-sent:*"):
        await redis_client().delete(key)
    planted = {**FORM, "password": "another orbit 77 lamp", "agree_terms": True, "agree_privacy": True}
    assert (await gateway.post("/api/v1/auth/register", json=planted)).status_code == 201
    await page.fire(f"{SIGN_UP}.prove", form={"code": (await queued_letters(STRANGER))[-1].code})
    await page.until(lambda: any(error["codes"] for error in page.of(SIGN_UP, "code_errors")))
    assert page.of(SIGN_UP, "code_errors")[-1]["codes"] == {"code": "code.expired"}
    assert await stored("select id from user_account") == []
    await page.fire(f"{SIGN_UP}.mail_again")
    await page.until(lambda: page.of(SIGN_UP, "step")[-1] == "form")
    assert page.of(SIGN_UP, "errors")[-1]["form"] == "sign_up.over"
