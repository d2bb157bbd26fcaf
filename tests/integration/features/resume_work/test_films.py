"""What waits for somebody over all their projects."""

from __future__ import annotations

from uuid import UUID

from tests.integration.films import new_video
from tests.integration.people import person, project
from videoplanet.entities.project.fields import ProjectFields
from videoplanet.features.manage_project.deletion import delete_project
from videoplanet.features.manage_project.service import change_project
from videoplanet.features.resume_work.service import films_of_project, my_workload, recent_films
from videoplanet.features.write_comment.schemas import NewComment
from videoplanet.features.write_comment.service import add_comment, resolve_comment


async def test_the_film_something_happened_to_last_comes_first_with_its_open_comments() -> None:
    jiwoo, hajun, stranger = await person("Jiwoo"), await person("Hajun"), await person("Minseo")
    spring, summer = await project(jiwoo, "봄", reviewer=hajun), await project(jiwoo, "여름")
    first = await new_video(jiwoo, spring, title="첫 컷")
    await new_video(jiwoo, summer, title="둘째 컷")
    assert [film.title for film in await recent_films(hajun.principal)] == ["첫 컷"]
    assert [film.title for film in await recent_films(jiwoo.principal)] == ["둘째 컷", "첫 컷"]
    open_one = NewComment(version=1, body="색이 튑니다")
    await add_comment(hajun.principal, first.id, open_one)
    resolved = await add_comment(jiwoo.principal, first.id, NewComment(version=1, body="음악이 좋아요"))
    await resolve_comment(jiwoo.principal, UUID(resolved.comment["id"]))
    films = await recent_films(jiwoo.principal)
    assert [(film.title, film.project_name, film.open_comments) for film in films] == [
        ("첫 컷", "봄", 1),
        ("둘째 컷", "여름", 0),
    ]
    assert [film.version for film in films] == [1, 1]
    assert await recent_films(stranger.principal) == []
    assert len(await recent_films(jiwoo.principal, limit=1)) == 1


async def test_archived_and_deleted_projects_do_not_wait_for_anybody() -> None:
    jiwoo = await person("Jiwoo")
    archived, deleted, running = [await project(jiwoo, name) for name in ("보관", "삭제", "진행")]
    for project_id in (archived, deleted, running):
        await new_video(jiwoo, project_id, title=str(project_id))
    await change_project(jiwoo.principal, archived, ProjectFields(archived=True))
    await delete_project(jiwoo.principal, deleted)
    assert [film.title for film in await recent_films(jiwoo.principal)] == [str(running)]
    assert [film.title for film in await films_of_project(jiwoo.principal, archived)] == [str(archived)]
    work = await my_workload(jiwoo.principal)
    assert (work.projects, work.open_comments, work.phases_done, work.phases) == (1, 0, 0, 8)


async def test_films_are_found_by_title_file_name_and_technical_words() -> None:
    jiwoo = await person("Jiwoo")
    spring = await project(jiwoo, "봄")
    await new_video(jiwoo, spring, title="메인 필름 60%")
    await new_video(jiwoo, spring, title="메이킹")

    async def found(words: str) -> list[str]:
        return sorted(film.title for film in await recent_films(jiwoo.principal, 8, words))

    assert await found("") == ["메이킹", "메인 필름 60%"]
    assert await found("필름 메인") == ["메인 필름 60%"]
    assert await found("60%") == ["메인 필름 60%"]
    assert await found("H264") == await found("h264") == ["메이킹", "메인 필름 60%"]
    assert await found("메이킹 prores") == []
    assert await found("%") == ["메인 필름 60%"]
    assert [film.title for film in await films_of_project(jiwoo.principal, spring, "메이킹")] == ["메이킹"]


async def test_only_those_who_upload_may_change_a_film_from_its_card() -> None:
    jiwoo, hajun = await person("Jiwoo"), await person("Hajun")
    spring = await project(jiwoo, "봄", reviewer=hajun)
    await new_video(jiwoo, spring, title="첫 컷")
    assert [film.may_change for film in await recent_films(jiwoo.principal)] == [True]
    assert [film.may_change for film in await recent_films(hajun.principal)] == [False]
