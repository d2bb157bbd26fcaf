"""No statement of a hot path reads through a large table: asked of the planner, with hundreds of thousands of rows there."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any
from uuid import UUID

import pytest
from httpx import AsyncClient
from sqlalchemy import text

from tests.integration.films import GuestOf, guest_of
from tests.integration.review import Review, review
from tests.integration.sent import Sent, sent_statements
from videoplanet.entities.comment.model import ReactionKind
from videoplanet.entities.project.model import Role
from videoplanet.features.manage_project.service import list_projects
from videoplanet.features.react_to_comment.service import react
from videoplanet.features.reply_to_comment.service import add_reply, delete_reply
from videoplanet.features.resume_work.service import films_of_project, my_workload, recent_films
from videoplanet.features.share_video.service import ShareTerms
from videoplanet.features.write_comment.deletion import delete_comment
from videoplanet.features.write_comment.service import reopen_comment, resolve_comment
from videoplanet.shared.db.engine import engine
from videoplanet.shared.http.pages import encode_cursor

LARGE = frozenset(
    {
        "comment",
        "reply",
        "reaction",
        "activity",
        "version",
        "video",
        "project",
        "member",
        "phase",
        "user_account",
        "guest",
    }
    | {"user_session", "share_link", "share_link_video", "job", "upload"}
)
"""What grows with the product's use; a plan that reads one of them from end to end is a fault."""
COMMENTS = 200_000
PEOPLE = 5_000
PROJECTS = 2_000
FILMS = 5 * PROJECTS

FILL = f"""
create temp table who on commit drop as
    select gen_random_uuid() id, n from generate_series(1, {PEOPLE}) n;
insert into user_account
    (id, email, email_index, name, password_hash, language, time_zone, is_staff, agreed_terms_at, agreed_privacy_at, created_at)
    select w.id, u.email, decode(md5(w.n::text), 'hex'), u.name, '-', 'ko', 'Asia/Seoul', false, now(), now(), now()
    from who w, (select email, name from user_account limit 1) u;
insert into user_session (id, user_id, refresh_index, user_agent, address, created_at, refreshed_at, expires_at)
    select gen_random_uuid(), id, 'x', '', '', now(), now(), now() + interval '1 day' from who, generate_series(1, 4);
create temp table work on commit drop as
    select gen_random_uuid() id, w.id owner_id, n from generate_series(1, {PROJECTS}) n join who w using (n);
insert into project (id, owner_id, name, client, manager, description, colour, tags, status, revision, created_at, updated_at)
    select id, owner_id, 'Work', '', '', '', '#1631F8', '[]', 'planning', 1, now(), now() from work;
insert into member (project_id, user_id, role, created_at)
    select id, owner_id, 'owner', now() from work
    union select k.id, w.id, 'reviewer', now() from work k join who w on w.n between k.n + 1 and k.n + 9;
insert into phase (id, project_id, position, stage, key, starts_on, ends_on, is_done)
    select gen_random_uuid(), id, p, 'plan', 'basic_plan', now(), now(), false from work, generate_series(1, 8) p;
create temp table film on commit drop as
    select gen_random_uuid() id, gen_random_uuid() version_id, id project_id, owner_id,
    row_number() over () n from work, generate_series(1, 5);
insert into video (id, project_id, title, created_by, revision, created_at, updated_at)
    select id, project_id, 'Cut', owner_id, 1, now(), now() from film;
insert into version (id, video_id, number, status, filename, content_type, size, stored_bytes, start_frame, is_drop_frame,
    details, search_text, rungs, is_playable, has_renditions, has_poster, sprite_sheets, has_waveform, uploaded_by, created_at)
    select version_id, id, 1, 'ready', 'cut.mp4', 'video/mp4', 1, 1, 0, false, '{{}}', '', '[]', false, true, true, 0, false,
    owner_id, now() from film;
insert into job (id, kind, status, progress, project_id, video_id, version_id, attempts, priority, created_at)
    select gen_random_uuid(), 'transcode', 'done', 100, project_id, id, version_id, 1, 0, now() from film;
insert into share_link (id, project_id, created_by, token_index, token, permission, allows_download, allows_upload,
    latest_version_only, visits, revision, created_at)
    select id, project_id, owner_id, decode(md5(n::text), 'hex'), 'x', 'comment', false, false, false, 0, 1, now() from film;
insert into guest (id, share_id, email, name, language, visits, created_at, seen_at)
    select gen_random_uuid(), f.id, u.email, u.name, 'ko', 1, now(), now()
    from film f, (select email, name from user_account limit 1) u;
insert into upload (id, project_id, new_video_id, version_id, created_by, status, filename, size, part_size, storage_upload_id,
    created_at, expires_at)
    select gen_random_uuid(), project_id, gen_random_uuid(), gen_random_uuid(), owner_id, 'open', 'cut.mp4', 1, 1, id::text,
    now(), now() + interval '1 day' from film;
insert into share_link_video (share_id, video_id) select id, id from film;
create temp table said on commit drop as
    select gen_random_uuid() id, f.id video_id, f.project_id, f.version_id, f.owner_id, c.n
    from generate_series(1, {COMMENTS}) c(n) join film f on f.n = 1 + mod(c.n, {FILMS});
insert into comment
    (id, video_id, version_id, author_user_id, frame_in, body, kind, priority, status, tags, seq, revision, created_at)
    select id, video_id, version_id, owner_id, mod(n, 1000), 'words', 'fix', 'medium',
    case when mod(n, 3) = 0 then 'open' else 'resolved' end, '[]', n, 1, now() from said;
insert into reply (id, comment_id, author_user_id, body, created_at)
    select gen_random_uuid(), id, owner_id, 'words', now() from said where mod(n, 2) = 0;
insert into reaction (id, comment_id, author_user_id, kind, created_at)
    select gen_random_uuid(), id, owner_id, 'like', now() from said where mod(n, 2) = 0;
insert into activity (project_id, seq, id, video_id, type, actor_kind, actor_id, payload, created_at)
    select project_id, n + 1000000, gen_random_uuid(), video_id, 'comment.new', 'user', owner_id, '{{}}', now() from said;
"""


def read_through(plan: dict[str, Any]) -> Iterator[str]:
    """Names of the large tables that a plan reads from end to end."""
    if plan["Node Type"] == "Seq Scan" and plan["Relation Name"] in LARGE:
        yield plan["Relation Name"]
    for part in plan.get("Plans", ()):
        yield from read_through(part)


async def faults(sent: list[Sent]) -> list[str]:
    """What the planner would read through, statement by statement."""
    found = []
    async with engine().connect() as connection:
        driver = (await connection.get_raw_connection()).driver_connection
        assert driver is not None
        for statement, parameters in dict(sent).items():
            if statement.split()[0].lower() not in ("select", "insert", "update", "delete", "with"):
                continue
            if "procrastinate" in statement:
                continue
            [(plans,)] = await (await driver.execute(f"explain (format json) {statement}", parameters)).fetchall()
            tables = sorted(set(read_through(plans[0]["Plan"])))
            found += [f"{', '.join(tables)}: {statement}"] if tables else []
    return found


async def at_length(film: Review) -> None:
    """Everything else that others have stored; the film itself has some comments more."""
    async with engine().begin() as connection:
        for statement in filter(str.strip, FILL.split(";\n")):
            await connection.exec_driver_sql(statement)
    for number in range(3):
        await film.comment(frame_in=number)
    async with engine().connect() as connection:
        await (await connection.execution_options(isolation_level="AUTOCOMMIT")).execute(text("analyze"))


async def use(gateway: AsyncClient, film: Review, guest: GuestOf) -> None:
    """What people do all day."""
    owner, reviewer = film.owner, film.members[Role.REVIEWER]
    project, comments = f"/api/v1/projects/{film.project_id}", film.comments

    async def get(path: str, somebody: Any) -> Any:
        answer = await gateway.get(path, headers=somebody.bearer)
        assert answer.status_code == 200, answer.text
        return answer.json()

    for somebody in (owner, reviewer, guest):
        first = await get(f"{comments}?limit=1", somebody)
        await get(f"{comments}?limit=2&cursor={first['next_cursor']}", somebody)
        for filters in (
            "?version=1",
            "?status=open",
            "?kind=fix&status=open&version=1",
            "?all=true",
            "?from_frame=1&counts=true",
        ):
            await get(f"{comments}{filters}", somebody)
        await get(f"/api/v1/videos/{film.video_id}/activity?after=1", somebody)
        await get(f"/api/v1/videos/{film.video_id}", somebody)
    for path in ("", "/videos", "/members", "/invitations", "/uploads", "/activity?after=1", "/storage"):
        await get(f"{project}{path}", owner)
    for path in (
        "/projects",
        "/projects?archived=false&may=upload",
        "/projects?deleted=true",
        "/users/me",
        "/users/me/storage",
    ):
        await get(f"/api/v1{path}", owner)
    await get(f"/api/v1/videos/{film.video_id}/shares", owner)
    pages: tuple[Callable[[], Awaitable[Any]], ...] = (
        lambda: recent_films(owner.principal),
        lambda: list_projects(owner.principal),
        lambda: my_workload(owner.principal),
        lambda: films_of_project(owner.principal, film.project_id),
    )
    for page in pages:
        await page()
    id_ = UUID(await film.comment(frame_in=9, assignee_id=str(reviewer.id)))
    answer = await gateway.patch(f"/api/v1/comments/{id_}", json={"body": "다시"}, headers=owner.bearer)
    assert answer.status_code == 200, answer.text
    for somebody in (reviewer, guest):
        reply = await add_reply(somebody.principal, id_, "네")
        await react(somebody.principal, id_, ReactionKind.LIKE)
        await delete_reply(somebody.principal, id_, UUID(reply.reply["id"]))
    await resolve_comment(owner.principal, id_)
    await reopen_comment(owner.principal, id_)
    await delete_comment(owner.principal, id_)


def rows_of(table: str, plan: dict[str, Any]) -> int:
    """How many of a table's rows were read by a plan that was run, those included that were passed over."""
    read = 0
    if plan.get("Relation Name") == table:
        read = (plan["Actual Rows"] + plan.get("Rows Removed by Filter", 0)) * plan["Actual Loops"]
    return read + sum(rows_of(table, part) for part in plan.get("Plans", ()))


@pytest.fixture
async def _others_rows_go() -> AsyncIterator[None]:
    """Take away what was stored for its number alone, before it is looked at."""
    yield
    async with engine().begin() as connection:
        await connection.execute(text("truncate activity"))


@pytest.mark.usefixtures("_others_rows_go")
async def test_no_hot_path_reads_through_a_large_table(gateway: AsyncClient) -> None:
    film = await review(Role.REVIEWER)
    guest = await guest_of(film.owner, film.video_id)
    newest_only = await guest_of(film.owner, film.video_id, ShareTerms(latest_version_only=True))
    await at_length(film)
    with sent_statements() as sent:
        await use(gateway, film, guest)
        for path in (film.comments, f"/api/v1/videos/{film.video_id}/activity?after=1"):
            answer = await gateway.get(path, headers=newest_only.bearer)
            assert answer.status_code == 200, answer.text
    assert len(dict(sent)) > 30
    found = await faults(sent)
    assert not found, "\n".join(found)
    would_be: Sent = ("select count(*) from comment where body like %(words)s", {"words": "%x%"})
    assert [fault.split(":")[0] for fault in await faults([would_be])] == ["comment"]


@pytest.mark.parametrize("begins", [None, (500, 0), (999, 0), ("", 1)])
async def test_a_page_far_down_the_list_reads_no_more_than_the_first(gateway: AsyncClient, begins: Any) -> None:
    film = await review()
    await film.comment(frame_in=0)
    async with engine().begin() as connection:
        await connection.execute(
            text(
                "insert into comment (id, video_id, version_id, author_user_id, frame_in, body, kind, priority, status, tags, seq, "
                "revision, created_at) select gen_random_uuid(), video_id, version_id, author_user_id, "
                "case when mod(n, 2) = 0 then mod(n * 7919, 1000) end, 'words', 'fix', 'medium', 'open', '[]', n + 1, 1, now() "
                "from comment, generate_series(1, 10000) n"
            )
        )
    async with engine().connect() as connection:
        await (await connection.execution_options(isolation_level="AUTOCOMMIT")).execute(text("analyze comment"))
        cursor = f"&cursor={encode_cursor(*begins)}" if begins else ""
        with sent_statements() as sent:
            answer = await gateway.get(f"{film.comments}?limit=20{cursor}", headers=film.owner.bearer)
        assert len(answer.json()["items"]) == 20
        [(statement, values)] = [one for one in sent if "comment.body" in one[0]]
        driver = (await connection.get_raw_connection()).driver_connection
        assert driver is not None
        [(plans,)] = await (await driver.execute(f"explain (analyze, format json) {statement}", values)).fetchall()
    assert rows_of("comment", plans[0]["Plan"]) <= 2 * 21
