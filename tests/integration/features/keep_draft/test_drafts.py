"""Words that are being written: kept for their writer on every device, seen by nobody else, gone when sent; over REST."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient

from tests.integration.films import GuestOf, changed, guest_of, stored
from tests.integration.people import Person, person, project, sign_in
from tests.integration.review import Review, review, video
from videoplanet.entities.access.policy import PERMISSIONS, Action, GuestRole
from videoplanet.entities.draft.model import DRAFTS_LIMIT, KEPT_DAYS
from videoplanet.entities.project.model import Role
from videoplanet.entities.share.model import SharePermission
from videoplanet.features.read_activity.service import video_activity
from videoplanet.features.share_video.service import ShareTerms
from videoplanet.features.tidy_up.service import forget_expired
from videoplanet.shared.clock import now

Somebody = Person | GuestOf


def path(film: Review, box: str = "") -> str:
    return f"/api/v1/videos/{film.video_id}/drafts" + (f"/{box}" if box else "")


async def keep(gateway: AsyncClient, film: Review, by: Somebody, box: str, body: str, **place: Any) -> int:
    answer = await gateway.put(path(film, box), json={"body": body, **place}, headers=by.bearer)
    return answer.status_code


async def kept(gateway: AsyncClient, film: Review, by: Somebody) -> dict[str, str]:
    answer = await gateway.get(path(film), headers=by.bearer)
    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "no-store"
    return {one["box"]: one["body"] for one in answer.json()["items"]}


@pytest.mark.parametrize("role", [*Role, *GuestRole])
async def test_who_may_comment_finds_their_words_again_and_nobody_else_does(
    gateway: AsyncClient, role: Role | GuestRole
) -> None:
    film = await review(Role.ADMIN, Role.REVIEWER, *([role] if isinstance(role, Role) else []))
    terms = ShareTerms(permission=SharePermission(role)) if isinstance(role, GuestRole) else ShareTerms()
    guest = await guest_of(film.owner, film.video_id, terms)
    somebody: Somebody = guest if isinstance(role, GuestRole) else film.members[role]
    expected = 204 if Action.COMMENT in PERMISSIONS[role] else 403
    place = {"version": 1, "frame_in": 12, "frame_out": 20, "kind": "idea"}
    assert await keep(gateway, film, somebody, "new", "쓰는 중", **place) == expected
    assert await kept(gateway, film, somebody) == ({"new": "쓰는 중"} if expected == 204 else {})
    everybody: list[Somebody] = [*film.members.values(), guest]
    for other in everybody:
        if other is not somebody:
            assert await kept(gateway, film, other) == {}
    assert (await video_activity(film.owner.principal, film.video_id, 0)).items == []


async def test_the_same_person_on_another_device_finds_words_place_and_kind(gateway: AsyncClient) -> None:
    film = await review()
    await keep(gateway, film, film.owner, "new", "여기부터", version=1, frame_in=12, frame_out=20, kind="idea")
    await keep(gateway, film, film.owner, "new", "여기부터 여기까지", version=1, frame_in=12, frame_out=30, kind="fix")
    other = {"Authorization": f"Bearer {(await sign_in(gateway, film.owner.email))['access_token']}"}
    (draft,) = (await gateway.get(path(film), headers=other)).json()["items"]
    draft.pop("saved_at")
    place = {"version": 1, "frame_in": 12, "frame_out": 30, "kind": "fix"}
    assert draft == {"box": "new", "body": "여기부터 여기까지", **place}


async def test_what_is_sent_is_no_draft_any_more(gateway: AsyncClient) -> None:
    film = await review()
    id_ = await film.comment()
    await keep(gateway, film, film.owner, "new", "처음 글")
    await keep(gateway, film, film.owner, f"reply:{id_}", "답")
    await keep(gateway, film, film.owner, f"edit:{id_}", "고친")
    await film.post(gateway, film.owner, body="처음 글을 다 썼습니다")
    await gateway.post(f"/api/v1/comments/{id_}/replies", json={"body": "답글"}, headers=film.owner.bearer)
    await gateway.patch(f"/api/v1/comments/{id_}", json={"body": "고친 글"}, headers=film.owner.bearer)
    assert await kept(gateway, film, film.owner) == {}


async def test_other_words_and_another_persons_post_leave_a_draft_alone(gateway: AsyncClient) -> None:
    film = await review(Role.REVIEWER)
    await keep(gateway, film, film.owner, "new", "아직 쓰는 중")
    await film.post(gateway, film.owner, body="다른 창에서 쓴 글")
    await film.post(gateway, film.members[Role.REVIEWER], body="아직 쓰는 중")
    assert await kept(gateway, film, film.owner) == {"new": "아직 쓰는 중"}


async def test_emptied_or_forgotten_boxes_are_gone(gateway: AsyncClient) -> None:
    film = await review()
    for body in ("", " \n "):
        await keep(gateway, film, film.owner, "new", "글")
        assert await keep(gateway, film, film.owner, "new", body) == 204
        assert await kept(gateway, film, film.owner) == {}
    await keep(gateway, film, film.owner, "new", "글")
    for _ in range(2):
        assert (await gateway.delete(path(film, "new"), headers=film.owner.bearer)).status_code == 204
    assert await kept(gateway, film, film.owner) == {}


async def test_words_take_the_place_only_of_those_their_writer_knew(gateway: AsyncClient) -> None:
    film = await review()
    assert await keep(gateway, film, film.owner, "new", "이 창의 글", over="") == 204
    for body, over in (("저 창의 글", ""), ("저 창의 글", "다른 글"), ("", ""), ("", "다른 글")):
        assert await keep(gateway, film, film.owner, "new", body, over=over) == 409
    assert await kept(gateway, film, film.owner) == {"new": "이 창의 글"}
    assert await keep(gateway, film, film.owner, "new~ab12", "저 창의 글", over="") == 204
    for over in ("이 창의 글", "이 창의 글"):  # as when the first answer was lost
        assert await keep(gateway, film, film.owner, "new", "이어 쓴 글", over=over) == 204
    assert await kept(gateway, film, film.owner) == {"new": "이어 쓴 글", "new~ab12": "저 창의 글"}
    for _ in range(2):
        assert await keep(gateway, film, film.owner, "new", "", over="이어 쓴 글") == 204
    assert await keep(gateway, film, film.owner, "new", "다시 쓴 글", over="이어 쓴 글") == 204
    assert await kept(gateway, film, film.owner) == {"new": "다시 쓴 글", "new~ab12": "저 창의 글"}


async def test_strangers_and_unknown_boxes_are_refused(gateway: AsyncClient) -> None:
    film, other = await review(), await review_of_another()
    assert await keep(gateway, film, other.owner, "new", "글") == 404
    assert (await gateway.get(path(film), headers=other.owner.bearer)).status_code == 404
    for box in ("old", "reply:nonsense", "edit:", f"new:{uuid4()}"):
        assert await keep(gateway, film, film.owner, box, "글") == 422
    assert await keep(gateway, film, film.owner, "new", "가" * 10_001) == 422
    assert await keep(gateway, film, film.owner, "new", "가" * 10_000) == 204
    assert (await gateway.get(path(film))).status_code == 401


async def review_of_another() -> Review:
    """A review whose owner has nothing to do with the first one's."""
    owner = await person("Stranger")
    project_id = await project(owner, "다른 프로젝트")
    return Review(project_id, await video(owner, project_id), {Role.OWNER: owner})


async def test_a_film_holds_so_many_of_ones_drafts(gateway: AsyncClient) -> None:
    film = await review()
    for _ in range(DRAFTS_LIMIT):
        assert await keep(gateway, film, film.owner, f"reply:{uuid4()}", "글") == 204
    assert await keep(gateway, film, film.owner, "new", "글") == 409
    (box, *_) = await kept(gateway, film, film.owner)
    assert await keep(gateway, film, film.owner, box, "다른 글") == 204


async def test_what_nobody_went_on_with_is_forgotten(gateway: AsyncClient) -> None:
    film = await review()
    id_ = await film.comment()
    await keep(gateway, film, film.owner, "new", "오래된 글")
    await changed("update draft set saved_at = :then", then=now() - timedelta(days=KEPT_DAYS, seconds=1))
    await keep(gateway, film, film.owner, f"reply:{id_}", "새 글")
    await forget_expired()
    assert [row["body"] for row in await stored("select body from draft")] == ["새 글"]
