"""A guest is who opened the link in one browser: an address makes nobody somebody else, a mailed code does."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default
from typing import Any
from uuid import UUID

import pytest
from httpx import ASGITransport, AsyncClient, Response

from tests.integration.conftest import SettingsChange
from tests.integration.films import changed, run_jobs, stored
from tests.integration.no_longer_allowed import no_longer_allowed
from tests.integration.review import Review, review
from videoplanet.app.task_modules import TASK_MODULES
from videoplanet.features.authenticate.service import authenticate_token
from videoplanet.features.enter_room.service import admit_guest
from videoplanet.features.follow_live.service import follow_video
from videoplanet.features.share_video.service import ShareTerms, create_share, update_share
from videoplanet.shared.config import get_settings
from videoplanet.shared.errors import NotSignedIn
from videoplanet.shared.live.rooms import Listener
from videoplanet.shared.redis import redis_client
from videoplanet.shared.security import mailed_codes

MINSEO = {"name": "민서", "email": "minseo@client.example.com"}


class Link:
    """A link, and browsers that come to it. Each browser is one set of cookies."""

    def __init__(self, gateway: AsyncClient, film: Review, token: str) -> None:
        self.gateway, self.film, self.token = gateway, film, token

    async def call(self, path: str, /, cookies: Any = None, **body: str) -> Response:
        self.gateway.cookies.clear()
        self.gateway.cookies.update(cookies or {})
        return await self.gateway.post(f"/api/v1/shares/{self.token}/{path}", json=body)

    async def open(self, cookies: dict[str, str] | None = None, **visitor: str) -> dict[str, Any]:
        answer = await self.call("open", cookies, **{**MINSEO, **visitor})
        assert answer.status_code == 200, answer.text
        return {**answer.json(), "cookies": dict(answer.cookies)}

    async def code(self, email: str = MINSEO["email"], **more: str) -> tuple[str, str]:
        """A challenge, and the code that arrived by mail for it."""
        answer = await self.call("codes", email=email, **more)
        assert answer.status_code == 202, answer.text
        await run_jobs()
        return answer.json()["challenge"], letters()[-1]["code"]

    async def proof(self) -> dict[str, str]:
        """What has to be sent with a mailed code."""
        challenge, code = await self.code()
        return {"challenge": challenge, "code": code}

    async def resume(self, challenge: str, code: str) -> Response:
        return await self.call("resume", challenge=challenge, code=code)

    async def comment(self, guest: dict[str, Any], body: str = "색이 튑니다") -> str:
        headers = {"Authorization": f"Bearer {guest['access_token']}"}
        self.gateway.cookies.clear()
        answer = await self.gateway.post(self.film.comments, json={"version": 1, "body": body}, headers=headers)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])


def letters() -> list[dict[str, str]]:
    """The mails that were sent, oldest first, with the code in each."""
    folder = get_settings().home / "mail"
    files = sorted(folder.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns) if folder.exists() else []
    found = []
    for path in files:
        message = message_from_bytes(path.read_bytes(), policy=default)
        text = message.get_content()
        found.append({"to": str(message["To"]), "text": text, "code": "".join(w for w in text.split() if w.isdigit())})
    return found


def _from(gateway: AsyncClient, address: str) -> AsyncClient:
    """A client of the same gateway at another network address."""
    transport = gateway._transport
    assert isinstance(transport, ASGITransport)
    return AsyncClient(transport=ASGITransport(transport.app, client=(address, 40000)), base_url=gateway.base_url)


@pytest.fixture
async def link(gateway: AsyncClient) -> Link:
    assert TASK_MODULES
    for path in (get_settings().home / "mail").glob("*.eml"):
        path.unlink()
    film = await review()
    shared = await create_share(film.owner.principal, film.video_id, ShareTerms())
    return Link(gateway, film, shared.token)


async def may_wait_no_longer() -> None:
    """As if a minute had passed since the last code."""
    for key in [key async for key in redis_client().scan_iter("vp:code-sent:*")]:
        await redis_client().delete(key)


async def test_somebody_elses_address_makes_nobody_somebody_else(link: Link) -> None:
    minseo = await link.open()
    comment = await link.comment(minseo)
    stranger = await link.open(name="민서인 척", email=MINSEO["email"].upper())
    assert stranger["guest"]["id"] != minseo["guest"]["id"]
    headers = {"Authorization": f"Bearer {stranger['access_token']}"}
    link.gateway.cookies.clear()
    for answer in (
        await link.gateway.patch(f"/api/v1/comments/{comment}", json={"body": "바꿈"}, headers=headers),
        await link.gateway.delete(f"/api/v1/comments/{comment}", headers=headers),
    ):
        assert answer.status_code == 403
    listed = (await link.gateway.get(link.film.comments, headers=headers)).json()["items"]
    assert [(item["body"], item["author"]["name"]) for item in listed] == [("색이 튑니다", "민서")]


async def test_the_same_browser_is_the_same_guest_and_may_change_its_name(link: Link) -> None:
    minseo = await link.open()
    again = await link.open(minseo["cookies"], name="김민서")
    assert again["guest"] == {**minseo["guest"], "name": "김민서"}
    link.gateway.cookies.clear()
    by_program = await link.gateway.post(
        f"/api/v1/shares/{link.token}/open",
        json=MINSEO,
        headers={"Authorization": f"Bearer {minseo['access_token']}"},
    )
    assert by_program.json()["guest"]["id"] == minseo["guest"]["id"]


@pytest.mark.parametrize("cookie", ["", "x", "a.b.c", "guest"])
async def test_a_cookie_that_is_none_of_ours_is_nobody(link: Link, cookie: str) -> None:
    minseo = await link.open()
    name = next(iter(minseo["cookies"]))
    value = minseo["guest"]["id"] if cookie == "guest" else cookie
    assert (await link.open({name: value}))["guest"]["id"] != minseo["guest"]["id"]


async def test_another_person_at_the_same_browser_is_another_guest(link: Link) -> None:
    minseo = await link.open()
    hajun = await link.open(minseo["cookies"], name="하준", email="hajun@client.example.com")
    assert hajun["guest"]["id"] != minseo["guest"]["id"]
    rows = await stored("select count(*) as guests from guest")
    assert rows == [{"guests": 2}]


async def test_a_guest_of_another_link_is_nobody_here(link: Link) -> None:
    other = await create_share(link.film.owner.principal, link.film.video_id, ShareTerms())
    there = await Link(link.gateway, link.film, other.token).open()
    here = await link.call("open", {}, **MINSEO)
    name = next(iter(dict(here.cookies)))
    forged = await link.open({name: there["access_token"]})
    assert forged["guest"]["id"] != there["guest"]["id"]


async def test_a_new_password_asks_the_same_guest_again(link: Link) -> None:
    minseo = await link.open()
    share_id = UUID((await stored("select id from share_link"))[0]["id"].hex)
    await update_share(link.film.owner.principal, share_id, {"password": "봄날2026"})
    assert (await link.call("open", minseo["cookies"], **MINSEO)).status_code == 401
    again = await link.open(minseo["cookies"], password="봄날2026")
    assert again["guest"]["id"] == minseo["guest"]["id"]


async def test_a_mailed_code_takes_up_who_one_was_in_another_browser(link: Link) -> None:
    minseo = await link.open()
    comment = await link.comment(minseo)
    challenge, code = await link.code(email=MINSEO["email"].upper())
    assert len(code) == 6
    assert letters()[-1]["to"] == "MINSEO@client.example.com"
    answer = await link.resume(challenge, code)
    assert answer.status_code == 200, answer.text
    taken = answer.json()
    assert taken["guest"] == minseo["guest"]
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert answer.headers["cache-control"] == "no-store"
    link.gateway.cookies.clear()
    headers = {"Authorization": f"Bearer {taken['access_token']}"}
    deleted = await link.gateway.delete(f"/api/v1/comments/{comment}", headers=headers)
    assert deleted.status_code in (200, 204), deleted.text


async def test_the_first_proof_ends_sessions_that_only_typed_the_address(link: Link) -> None:
    typed = await link.open()
    principal = await authenticate_token(typed["access_token"])
    following = await follow_video(principal, link.film.video_id)
    listener = Listener(principal, following.project_id, following.room, lambda _code: None)
    assert await no_longer_allowed([listener]) == []
    phone = (await link.resume(*await link.code())).json()
    with pytest.raises(NotSignedIn):
        await authenticate_token(typed["access_token"])
    assert await no_longer_allowed([listener]) == [(listener, "share.taken_up")]
    assert (await link.open(typed["cookies"]))["guest"]["id"] != phone["guest"]["id"], (
        "whoever typed it is a stranger now"
    )
    await may_wait_no_longer()
    laptop = (await link.resume(*await link.code())).json()
    assert laptop["guest"]["id"] == phone["guest"]["id"] == typed["guest"]["id"]
    for token in (phone["access_token"], laptop["access_token"]):
        await authenticate_token(token)


async def test_of_namesakes_the_proven_one_is_taken_up_else_who_came_first_however_much_others_wrote(
    link: Link,
) -> None:
    minseo = await link.open()
    own = await link.comment(minseo)
    stranger = await link.open(name="민서인 척")
    for _ in range(3):
        theirs = await link.comment(stranger)
    phone = (await link.resume(*await link.code())).json()
    assert phone["guest"] == minseo["guest"]
    bearer = {"Authorization": f"Bearer {phone['access_token']}"}
    link.gateway.cookies.clear()
    changes = [
        (await link.gateway.patch(f"/api/v1/comments/{one}", json={"body": "고침"}, headers=bearer)).status_code
        for one in (own, theirs)
    ]
    assert changes == [200, 403]
    await may_wait_no_longer()
    assert (await link.resume(*await link.code())).json()["guest"] == minseo["guest"]


async def test_whoever_proves_an_address_stays_who_this_browser_is(link: Link) -> None:
    first, minseo = await link.open(name="먼저 온 사람"), await link.open()
    await link.comment(first)
    proven = (await link.call("resume", minseo["cookies"], **await link.proof())).json()
    assert proven["guest"] == minseo["guest"]
    await may_wait_no_longer()
    elsewhere = await link.call("resume", first["cookies"], **await link.proof())
    assert elsewhere.json()["guest"] == minseo["guest"], "proven is proven, whatever the browser held"


async def test_a_cookie_with_another_address_proves_nothing_for_itself(link: Link) -> None:
    minseo = await link.open()
    hajun = await link.open(name="하준", email="hajun@client.example.com")
    proven = (await link.call("resume", hajun["cookies"], **await link.proof())).json()
    assert proven["guest"] == minseo["guest"]


async def test_the_first_proof_ends_what_others_began_by_typing_the_address(link: Link) -> None:
    minseo, stranger = await link.open(), await link.open(name="민서인 척")
    other = await link.open(name="하준", email="hajun@client.example.com")
    principal = await authenticate_token(stranger["access_token"])
    following = await follow_video(principal, link.film.video_id)
    listener = Listener(principal, following.project_id, following.room, lambda _code: None)
    phone = (await link.resume(*await link.code())).json()
    for token in (minseo["access_token"], stranger["access_token"]):
        with pytest.raises(NotSignedIn):
            await authenticate_token(token)
    assert await no_longer_allowed([listener]) == [(listener, "share.taken_up")]
    for token in (phone["access_token"], other["access_token"]):
        await authenticate_token(token)
    again = await link.open(stranger["cookies"], name="민서인 척")
    assert again["guest"]["id"] not in (stranger["guest"]["id"], phone["guest"]["id"])


async def test_a_mailbox_that_only_looks_the_same_proves_nothing(link: Link) -> None:
    minseo = await link.open()
    lookalike = "min\u017feo@client.example.com"
    assert lookalike.casefold() == MINSEO["email"]
    answer = await link.call("codes", email=lookalike)
    assert answer.status_code == 202
    await run_jobs()
    assert letters() == []
    impostor = await link.open(email=lookalike)
    await may_wait_no_longer()
    taken = (await link.resume(*await link.code(lookalike))).json()
    assert taken["guest"]["id"] == impostor["guest"]["id"] != minseo["guest"]["id"]


async def test_an_address_nobody_used_gets_the_same_answer_and_no_letter(link: Link) -> None:
    await link.open()
    known, unknown = await link.call("codes", email=MINSEO["email"]), await link.call("codes", email="x@example.com")
    assert known.status_code == unknown.status_code == 202
    assert known.json().keys() == unknown.json().keys()
    assert {k: v for k, v in known.json().items() if k != "challenge"} == {
        k: v for k, v in unknown.json().items() if k != "challenge"
    }
    await run_jobs()
    assert [letter["to"] for letter in letters()] == [MINSEO["email"]]
    refused = await link.resume(unknown.json()["challenge"], "000000")
    assert refused.status_code == 422


async def test_a_code_is_good_once_for_five_tries_and_ten_minutes(link: Link) -> None:
    await link.open()
    challenge, code = await link.code()
    wrong = f"{(int(code) + 1) % 10**6:06}"
    codes = [(await link.resume(challenge, wrong)).json()["errors"][0]["code"] for _ in range(6)]
    assert codes == ["code.wrong"] * 4 + ["code.expired"] * 2
    assert (await link.resume(challenge, code)).json()["errors"][0]["code"] == "code.expired"
    await may_wait_no_longer()
    challenge, code = await link.code()
    assert 590 <= await redis_client().ttl(mailed_codes._key("guest", challenge)) <= mailed_codes.code_seconds()
    assert (await link.resume(challenge, code)).status_code == 200
    assert (await link.resume(challenge, code)).json()["errors"][0]["code"] == "code.expired"


async def test_a_guess_at_another_challenge_uses_up_nobodys_tries(link: Link) -> None:
    await link.open()
    challenge, code = await link.code()
    for _ in range(10):
        assert (await link.resume("made up", code)).status_code == 422
    assert (await link.resume(challenge, code)).status_code == 200


async def test_another_code_is_sent_after_a_minute_and_three_in_an_hour(link: Link, settings: SettingsChange) -> None:
    settings(limit_account_mail="3/hour")
    await link.open()
    assert (await link.call("codes", email=MINSEO["email"])).status_code == 202
    refused = await link.call("codes", email=MINSEO["email"])
    assert refused.status_code == 429
    assert 55 <= int(refused.headers["retry-after"]) <= 60
    for _ in range(2):
        await may_wait_no_longer()
        assert (await link.call("codes", email=MINSEO["email"])).status_code == 202
    await may_wait_no_longer()
    assert (await link.call("codes", email=MINSEO["email"])).status_code == 429


async def test_strangers_who_ask_for_codes_keep_nobody_from_theirs(link: Link, settings: SettingsChange) -> None:
    settings(limit_account_mail="3/hour", limit_mailbox="12/hour")
    await link.open()
    strangers = [_from(link.gateway, f"198.51.100.{number}") for number in range(1, 5)]
    path = f"/api/v1/shares/{link.token}/codes"
    body = {"email": MINSEO["email"]}
    for _ in range(4):
        answers = [(await client.post(path, json=body)).status_code for client in strangers[:2]]
        await may_wait_no_longer()
    assert answers == [429, 429]
    assert (await link.resume(*await link.code())).status_code == 200
    others = [(await client.post(path, json=body)).status_code for client in strangers[2:] for _ in range(2)]
    assert others == [202, 429, 202, 429], "each asker waits for themselves"
    for _ in range(5):
        await may_wait_no_longer()
        last = [(await client.post(path, json=body)).status_code for client in [*strangers[2:], link.gateway]]
    assert last == [429, 429, 429], "a mailbox gets twelve an hour, whoever asks"


async def test_a_code_opens_no_lock(link: Link) -> None:
    shared = await create_share(link.film.owner.principal, link.film.video_id, ShareTerms(password="봄날2026"))
    locked = Link(link.gateway, link.film, shared.token)
    await locked.open(password="봄날2026")
    assert (await locked.call("codes", email=MINSEO["email"])).json()["code"] == "share.password_required"
    challenge, code = await locked.code(password="봄날2026")
    await update_share(link.film.owner.principal, shared.id, {"password": "여름밤2026"})
    assert (await locked.resume(challenge, code)).json()["errors"][0]["code"] == "code.expired"


async def test_a_code_of_one_link_opens_no_other(link: Link) -> None:
    shared = await create_share(link.film.owner.principal, link.film.video_id, ShareTerms())
    other = Link(link.gateway, link.film, shared.token)
    await link.open()
    await other.open()
    challenge, code = await link.code()
    assert (await other.resume(challenge, code)).json()["errors"][0]["code"] == "code.expired"


async def test_a_guest_who_comes_back_later_is_counted_again(link: Link) -> None:
    minseo = await link.open()
    principal = await authenticate_token(minseo["access_token"])
    await admit_guest(principal, link.token, None)
    assert await stored("select visits from guest") == [{"visits": 1}]
    await changed("update guest set seen_at = now() - interval '31 minutes'")
    await admit_guest(principal, link.token, None)
    await admit_guest(principal, link.token, None)
    assert await stored("select guest.visits as of_guest, share_link.visits as of_link from guest, share_link") == [
        {"of_guest": 2, "of_link": 2}
    ]
