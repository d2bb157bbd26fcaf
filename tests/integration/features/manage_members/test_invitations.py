"""Inviting over REST: nobody is in before they said so under their own address, and nobody learns who has an account."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from httpx import AsyncClient
from sqlalchemy import event, text

from tests.integration.films import changed, stored
from tests.integration.people import Person, join, person, project
from tests.letters import queued_letters
from videoplanet.entities.project.model import INVITATIONS_LIMIT, Role
from videoplanet.entities.user.accounts import NewAccount, add_account
from videoplanet.entities.user.sessions import Device, check_session, open_session
from videoplanet.features.tidy_up.service import forget_expired
from videoplanet.shared.clock import now
from videoplanet.shared.config import get_settings
from videoplanet.shared.db.engine import engine
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.i18n.catalogue import translate

STRANGER = "nobody@example.com"


def invitations(project_id: UUID, *more: str) -> str:
    return "/".join([f"/api/v1/projects/{project_id}/invitations", *more])


async def invite(gateway: AsyncClient, by: Person, project_id: UUID, email: str, role: str = "editor") -> Any:
    return await gateway.post(invitations(project_id), json={"email": email, "role": role}, headers=by.bearer)


async def invited(gateway: AsyncClient, by: Person, project_id: UUID, email: str, role: str = "editor") -> str:
    """Invite and return the token of the letter."""
    assert (await invite(gateway, by, project_id, email, role)).status_code == 201
    return (await queued_letters(email))[-1].invitation


async def listed(gateway: AsyncClient, by: Person, project_id: UUID) -> list[dict[str, Any]]:
    answer = await gateway.get(invitations(project_id), headers=by.bearer)
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def accept(gateway: AsyncClient, by: Person, token: str) -> Any:
    return await gateway.post(f"/api/v1/invitations/{token}/accept", headers=by.bearer)


async def members(gateway: AsyncClient, by: Person, project_id: UUID) -> dict[str, str]:
    answer = await gateway.get(f"/api/v1/projects/{project_id}/members", headers=by.bearer)
    return {item["name"]: item["role"] for item in answer.json()["items"]}


async def a_minute_passes() -> None:
    await changed("update invitation set sent_at = sent_at - interval '61 seconds'")


def code_of(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


async def test_the_invited_person_joins_once_they_accept(gateway: AsyncClient) -> None:
    jiwoo, hajun = await person("Jiwoo"), await person("Hajun", language="en")
    project_id = await project(jiwoo)
    answer = await invite(gateway, jiwoo, project_id, " HAJUN@example.com ", "reviewer")
    assert (answer.status_code, answer.json()["role"], answer.json()["status"]) == (201, "reviewer", "pending")
    assert await members(gateway, jiwoo, project_id) == {"Jiwoo": "owner"}
    assert (await gateway.get(f"/api/v1/projects/{project_id}", headers=hajun.bearer)).status_code == 404
    (letter,) = await queued_letters(hajun.email)
    assert f"{get_settings().site_url}/invitations/{letter.invitation}" in letter.body
    assert "as Reviewer" in letter.body, "in their language"
    joined = await accept(gateway, hajun, letter.invitation)
    assert (joined.status_code, joined.json()["id"], joined.json()["role"]) == (200, str(project_id), "reviewer")
    assert await members(gateway, hajun, project_id) == {"Jiwoo": "owner", "Hajun": "reviewer"}
    assert await listed(gateway, jiwoo, project_id) == []
    activity = (await gateway.get(f"/api/v1/projects/{project_id}/activity", headers=hajun.bearer)).json()["items"]
    assert [item["type"] for item in activity] == ["invitation.new", "member.join", "invitation.update"]
    assert hajun.email not in str(activity)
    assert code_of(await accept(gateway, hajun, letter.invitation)) == (409, "invitation.over"), "once"


@pytest.mark.parametrize(
    ("account", "page", "wanted"), [("ko", "en", "en"), ("en", "ko", "ko"), ("en", None, "en"), ("ko", "fr", "ko")]
)
async def test_an_address_without_an_account_is_written_to_in_the_language_of_the_inviters_page(
    gateway: AsyncClient, account: str, page: str | None, wanted: str
) -> None:
    jiwoo, hajun = await person("Jiwoo", language=account), await person("Hajun", language="ko")
    project_id = await project(jiwoo)
    cookie = {"Cookie": f"vp_lang={page}"} if page else {}
    for email, language in ((STRANGER, wanted), (hajun.email, "ko")):
        asked = {"email": email, "role": "reviewer"}
        answer = await gateway.post(invitations(project_id), headers=jiwoo.bearer | cookie, json=asked)
        assert answer.status_code == 201
        role = translate("project.role.reviewer", language)
        assert role in (await queued_letters(email))[-1].body


class Statements(list[str]):
    """What was asked of PostgreSQL."""

    def hear(self, _: Any, __: Any, statement: str, *more: Any) -> None:
        """Keep one."""
        self.append(statement)


@pytest.fixture
def statements() -> Iterator[Statements]:
    heard = Statements()
    event.listen(engine().sync_engine, "before_cursor_execute", heard.hear)
    yield heard
    event.remove(engine().sync_engine, "before_cursor_execute", heard.hear)


async def test_inviting_is_the_same_answer_and_work_whoever_has_an_account(
    gateway: AsyncClient, statements: Statements
) -> None:
    jiwoo, hajun = await person("Jiwoo"), await person("Hajun")
    seen: list[Any] = []
    for email in (hajun.email, STRANGER):
        project_id = await project(jiwoo, f"봄 {email}")
        statements.clear()
        answer = await invite(gateway, jiwoo, project_id, email)
        worked = list(statements)
        again = await invite(gateway, jiwoo, project_id, email)
        (entry,) = await listed(gateway, jiwoo, project_id)
        assert entry == answer.json()
        own = {"id", "email", "sent_at", "expires_at", "created_at"}
        shape = {name: value for name, value in entry.items() if name not in own}
        headers = sorted(set(answer.headers) - {"x-request-id", "date"})
        path = f"/api/v1/projects/{project_id}/activity"
        told = [item["type"] for item in (await gateway.get(path, headers=jiwoo.bearer)).json()["items"]]
        words = re.sub(r"\S+@\S+|/invitations/\S+", "", (await queued_letters(email))[-1].body)
        seen.append([answer.status_code, shape, headers, worked, code_of(again), told, words])
    assert seen[0] == seen[1]
    assert seen[0][4] == (409, "invitation.already")


async def test_to_others_there_is_no_such_invitation(gateway: AsyncClient) -> None:
    jiwoo, hajun, mallory = await person("Jiwoo"), await person("Hajun"), await person("Mallory")
    project_id = await project(jiwoo)
    token = await invited(gateway, jiwoo, project_id, hajun.email)
    for act in ("accept", "decline"):
        for somebody in (mallory, jiwoo):
            foreign = await gateway.post(f"/api/v1/invitations/{token}/{act}", headers=somebody.bearer)
            unknown = await gateway.post(f"/api/v1/invitations/{uuid4()}/{act}", headers=somebody.bearer)
            bodies = [{**each.json(), "request_id": ""} for each in (foreign, unknown)]
            assert (foreign.status_code, bodies[0]) == (404, bodies[1])
        assert (await gateway.post(f"/api/v1/invitations/{token}/{act}")).status_code == 401
    assert [entry["status"] for entry in await listed(gateway, jiwoo, project_id)] == ["pending"]
    assert (await accept(gateway, hajun, token)).status_code == 200


async def test_an_address_that_only_folds_alike_is_another_one(gateway: AsyncClient) -> None:
    jiwoo = await person("Jiwoo")
    async with unit_of_work() as uow:
        user = await add_account(uow.session, NewAccount("ſun@example.com", "Lookalike", "kettle orbit walnut 49"))
        tokens = await open_session(uow.session, user, Device())
    other = Person(user.id, user.email, await check_session(tokens.session_id, user.id), tokens)
    token = await invited(gateway, jiwoo, await project(jiwoo), "sun@example.com")
    assert (await accept(gateway, other, token)).status_code == 404


async def test_tokens_are_kept_as_digests_and_addresses_encrypted(gateway: AsyncClient) -> None:
    jiwoo = await person("Jiwoo")
    project_id = await project(jiwoo)
    body = {"email": STRANGER, "message": "비밀 캠페인입니다"}
    await gateway.post(invitations(project_id), json=body, headers=jiwoo.bearer)
    (letter,) = await queued_letters(STRANGER)
    assert "비밀 캠페인입니다" in letter.body
    rows = await stored("select *, encode(token_index, 'escape') as readable from invitation")
    kept = " ".join(str(bytes(value) if isinstance(value, memoryview) else value) for value in rows[0].values())
    for secret in (letter.invitation, STRANGER, "비밀"):
        assert secret not in kept
    jobs = str(await stored("select args from procrastinate_jobs"))
    assert letter.invitation not in jobs


async def test_declining_and_cancelling_end_it(gateway: AsyncClient) -> None:
    jiwoo, hajun = await person("Jiwoo"), await person("Hajun")
    project_id = await project(jiwoo)
    token = await invited(gateway, jiwoo, project_id, hajun.email)
    assert (await gateway.post(f"/api/v1/invitations/{token}/decline", headers=hajun.bearer)).status_code == 204
    assert code_of(await accept(gateway, hajun, token)) == (409, "invitation.over")
    token = await invited(gateway, jiwoo, project_id, hajun.email)
    (entry,) = await listed(gateway, jiwoo, project_id)
    assert (await gateway.delete(invitations(project_id, entry["id"]), headers=jiwoo.bearer)).status_code == 204
    assert code_of(await accept(gateway, hajun, token)) == (409, "invitation.over")
    again = await gateway.delete(invitations(project_id, entry["id"]), headers=jiwoo.bearer)
    assert code_of(again) == (409, "invitation.over")
    assert await members(gateway, jiwoo, project_id) == {"Jiwoo": "owner"}


async def test_a_cancelled_invitation_is_restored_by_whoever_cancelled_it(gateway: AsyncClient) -> None:
    jiwoo, hajun, admin = await person("Jiwoo"), await person("Hajun"), await person("Admin")
    project_id = await project(jiwoo, admin=admin)
    token = await invited(gateway, jiwoo, project_id, hajun.email)
    (entry,) = await listed(gateway, jiwoo, project_id)
    path = invitations(project_id, entry["id"])
    await gateway.delete(path, headers=jiwoo.bearer)
    assert code_of(await gateway.post(f"{path}/restore", headers=admin.bearer)) == (409, "undo.too_late")
    for _ in range(2):
        assert (await gateway.post(f"{path}/restore", headers=jiwoo.bearer)).json() == entry
    await gateway.delete(path, headers=jiwoo.bearer)
    await invited(gateway, jiwoo, project_id, hajun.email)
    assert code_of(await gateway.post(f"{path}/restore", headers=jiwoo.bearer)) == (409, "invitation.already")
    assert (await accept(gateway, hajun, token)).status_code == 409


async def test_sending_again_makes_the_letter_before_worthless(gateway: AsyncClient) -> None:
    jiwoo, hajun = await person("Jiwoo"), await person("Hajun")
    project_id = await project(jiwoo)
    first = await invited(gateway, jiwoo, project_id, hajun.email)
    (entry,) = await listed(gateway, jiwoo, project_id)
    path = invitations(project_id, entry["id"], "resend")
    soon = await gateway.post(path, headers=jiwoo.bearer)
    assert (soon.status_code, 0 < int(soon.headers["Retry-After"]) <= 60) == (429, True)
    for sends in range(2, 6):
        await a_minute_passes()
        assert (await gateway.post(path, headers=jiwoo.bearer)).json()["sends"] == sends
    await a_minute_passes()
    assert code_of(await gateway.post(path, headers=jiwoo.bearer)) == (409, "invitation.sends")
    letters = [letter.invitation for letter in await queued_letters(hajun.email)]
    assert (len(letters), len(set(letters)), letters[0]) == (5, 5, first)
    for old in letters[:-1]:
        assert (await accept(gateway, hajun, old)).status_code == 404
    assert (await accept(gateway, hajun, letters[-1])).status_code == 200


async def test_after_seven_days_it_is_over_until_it_is_sent_again(gateway: AsyncClient) -> None:
    jiwoo, hajun = await person("Jiwoo"), await person("Hajun")
    project_id = await project(jiwoo)
    token = await invited(gateway, jiwoo, project_id, hajun.email)
    await changed("update invitation set expires_at = now(), sent_at = now() - interval '7 days'")
    (entry,) = await listed(gateway, jiwoo, project_id)
    assert entry["status"] == "expired"
    assert code_of(await accept(gateway, hajun, token)) == (409, "invitation.over")
    await gateway.post(invitations(project_id, entry["id"], "resend"), headers=jiwoo.bearer)
    (entry,) = await listed(gateway, jiwoo, project_id)
    assert entry["status"] == "pending"
    assert (await accept(gateway, hajun, (await queued_letters(hajun.email))[-1].invitation)).status_code == 200


async def test_an_expired_address_may_be_invited_anew_and_is_forgotten_in_time(gateway: AsyncClient) -> None:
    jiwoo = await person("Jiwoo")
    project_id = await project(jiwoo)
    await invited(gateway, jiwoo, project_id, STRANGER)
    await changed("update invitation set expires_at = now()")
    await invited(gateway, jiwoo, project_id, STRANGER)
    assert [entry["status"] for entry in await listed(gateway, jiwoo, project_id)] == ["pending"]
    await changed("update invitation set expires_at = :long_ago", long_ago=now() - timedelta(days=91))
    await forget_expired()
    assert await stored("select id from invitation") == []


async def test_the_role_changes_until_it_is_answered(gateway: AsyncClient) -> None:
    jiwoo, hajun = await person("Jiwoo"), await person("Hajun")
    project_id = await project(jiwoo)
    token = await invited(gateway, jiwoo, project_id, hajun.email, "viewer")
    (entry,) = await listed(gateway, jiwoo, project_id)
    path = invitations(project_id, entry["id"])
    assert (await gateway.patch(path, json={"role": "admin"}, headers=jiwoo.bearer)).json()["role"] == "admin"
    owner = await gateway.patch(path, json={"role": "owner"}, headers=jiwoo.bearer)
    assert (owner.status_code, owner.json()["errors"][0]["code"]) == (422, "member.one_owner")
    assert (await accept(gateway, hajun, token)).json()["role"] == "admin"
    assert code_of(await gateway.patch(path, json={"role": "viewer"}, headers=jiwoo.bearer)) == (409, "invitation.over")


async def test_wrong_invitations_are_told_at_their_field(gateway: AsyncClient) -> None:
    jiwoo, hajun = await person("Jiwoo"), await person("Hajun")
    project_id = await project(jiwoo, editor=hajun)
    cases = [
        (hajun.email, "viewer", 409, "email", "member.already"),
        (jiwoo.email, "viewer", 409, "email", "member.already"),
        (STRANGER, "owner", 422, "role", "member.one_owner"),
        ("x", "viewer", 422, "email", "email.invalid"),
        (STRANGER, "boss", 422, "role", "field.unknown_choice"),
    ]
    for email, role, status, field, code in cases:
        answer = await invite(gateway, jiwoo, project_id, email, role)
        (error,) = answer.json()["errors"]
        assert (answer.status_code, error["field"], error["code"]) == (status, field, code)
    assert await queued_letters() == []


async def test_fifty_invitations_wait_at_most(gateway: AsyncClient) -> None:
    jiwoo = await person("Jiwoo")
    project_id = await project(jiwoo)
    await invited(gateway, jiwoo, project_id, STRANGER)
    await changed(
        "insert into invitation select gen_random_uuid(), project_id, email, decode(lpad(to_hex(n), 64, '0'), 'hex'), role,"
        " message, status, decode(lpad(to_hex(n), 64, '0'), 'hex'), invited_by, sends, sent_at, expires_at, null, created_at"
        " from invitation, generate_series(1, :more) n",
        more=INVITATIONS_LIMIT - 2,
    )
    answers = await asyncio.gather(*(invite(gateway, jiwoo, project_id, f"{n}@example.com") for n in range(2)))
    assert sorted(answer.status_code for answer in answers) == [201, 409]
    assert "invitation.limit" in {answer.json().get("code") for answer in answers}
    assert len(await listed(gateway, jiwoo, project_id)) == INVITATIONS_LIMIT
    await changed("update invitation set expires_at = now()")
    assert len(await listed(gateway, jiwoo, project_id)) == INVITATIONS_LIMIT, "they can be sent again"
    await invited(gateway, jiwoo, project_id, "2@example.com")
    assert [entry["email"] for entry in await listed(gateway, jiwoo, project_id)] == ["2@example.com"]


async def test_a_project_has_at_most_fifty_members(gateway: AsyncClient) -> None:
    jiwoo = await person("Jiwoo")
    project_id = await project(jiwoo)
    async with unit_of_work() as uow:
        await uow.session.execute(
            text(
                "insert into user_account select gen_random_uuid(), u.email, decode(lpad(to_hex(n), 64, '0'), 'hex'), u.name,"
                " u.password_hash, u.language, u.time_zone, false, u.agreed_terms_at, u.agreed_privacy_at, null, u.created_at,"
                " null from user_account u, generate_series(1, 48) n"
            )
        )
        await uow.session.execute(
            text(
                "insert into member select cast(:project as uuid), id, 'viewer', created_at from user_account where id <> :owner"
            ),
            {"project": project_id, "owner": jiwoo.id},
        )
    people = [await person("Hajun"), await person("Minseo")]
    tokens = [await invited(gateway, jiwoo, project_id, each.email) for each in people]
    answers = await asyncio.gather(*(accept(gateway, each, token) for each, token in zip(people, tokens, strict=True)))
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert "member.limit" in {answer.json().get("code") for answer in answers}


async def test_accepting_and_cancelling_at_once_are_one_or_the_other(gateway: AsyncClient) -> None:
    jiwoo, hajun = await person("Jiwoo"), await person("Hajun")
    project_id = await project(jiwoo)
    token = await invited(gateway, jiwoo, project_id, hajun.email)
    (entry,) = await listed(gateway, jiwoo, project_id)
    joined, cancelled = await asyncio.gather(
        accept(gateway, hajun, token), gateway.delete(invitations(project_id, entry["id"]), headers=jiwoo.bearer)
    )
    assert {joined.status_code, cancelled.status_code} in ({200, 409}, {204, 409})
    assert ("Hajun" in await members(gateway, jiwoo, project_id)) == (joined.status_code == 200)


async def test_who_came_another_way_changes_nothing_by_accepting(gateway: AsyncClient) -> None:
    jiwoo, hajun = await person("Jiwoo"), await person("Hajun")
    project_id = await project(jiwoo)
    token = await invited(gateway, jiwoo, project_id, hajun.email, "admin")
    await join(project_id, hajun, Role.VIEWER)
    assert (await accept(gateway, hajun, token)).json()["role"] == "viewer"
    assert await listed(gateway, jiwoo, project_id) == []


@pytest.mark.parametrize("end", ["archived", "deleted"])
async def test_nobody_joins_a_project_that_is_put_away(gateway: AsyncClient, end: str) -> None:
    jiwoo, hajun = await person("Jiwoo"), await person("Hajun")
    project_id = await project(jiwoo)
    token = await invited(gateway, jiwoo, project_id, hajun.email)
    path = f"/api/v1/projects/{project_id}"
    if end == "archived":
        await gateway.patch(path, json={"archived": True}, headers=jiwoo.bearer)
        assert code_of(await accept(gateway, hajun, token)) == (409, "project.archived")
        assert len(await listed(gateway, jiwoo, project_id)) == 1
    else:
        await gateway.delete(path, headers=jiwoo.bearer)
        assert (await accept(gateway, hajun, token)).status_code == 404


async def test_a_mailbox_gets_so_many_invitations_whoever_sends_them(gateway: AsyncClient, settings: Any) -> None:
    settings(limit_mailbox="2/hour")
    for number, email in enumerate((STRANGER, STRANGER, STRANGER)):
        somebody = await person(f"Sender{number}")
        answer = await invite(gateway, somebody, await project(somebody), email)
        assert answer.status_code == (429 if number == 2 else 201)
    assert len(await queued_letters(STRANGER)) == 2


ACTS = [
    ("GET", "", None),
    ("POST", "", {"email": "another@example.com"}),
    ("PATCH", "/{id}", {"role": "viewer"}),
    ("POST", "/{id}/resend", None),
    ("DELETE", "/{id}", None),
    ("POST", "/{id}/restore", None),
]


@pytest.mark.parametrize("role", [*Role, None])
async def test_only_who_manages_members_may_do_anything_about_invitations(
    gateway: AsyncClient, role: Role | None
) -> None:
    jiwoo, somebody = await person("Jiwoo"), await person("Somebody")
    project_id = await project(jiwoo)
    if role is Role.OWNER:
        somebody = jiwoo
    elif role is not None:
        await join(project_id, somebody, role)
    await invited(gateway, jiwoo, project_id, STRANGER)
    (entry,) = await listed(gateway, jiwoo, project_id)
    wanted = 404 if role is None else 403
    for method, path, body in ACTS:
        await a_minute_passes()
        url = invitations(project_id) + path.format(id=entry["id"])
        answer = await gateway.request(method, url, json=body, headers=somebody.bearer)
        if role in (Role.OWNER, Role.ADMIN):
            assert answer.is_success, (method, path, answer.text)
        else:
            assert answer.status_code == wanted, (method, path)
            assert STRANGER not in answer.text
