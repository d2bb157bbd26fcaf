"""The queue's order: short work first, but nothing waits forever; what a dead worker held is run again."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import text

from tests.integration.films import new_video, queue_for_tests, run_jobs, stored
from tests.integration.people import person, project
from videoplanet.features.tidy_up.service import forget_expired
from videoplanet.shared.db.engine import engine
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.jobs import SOON, enqueue, sweep_queue


async def run(change: str) -> None:
    async with engine().begin() as connection:
        await connection.execute(text(change))


async def queued(*priorities: int) -> list[int]:
    async with unit_of_work() as uow:
        return [
            await enqueue(uow.session, "purge_deleted", priority=each, args={"timestamp": 0}) for each in priorities
        ]


async def sweep() -> None:
    queue = queue_for_tests()
    async with queue.open_async():
        await sweep_queue(queue, stalled_after=20.0)


async def next_in_line() -> int:
    (job,) = await stored("select id from procrastinate_jobs where status = 'todo' order by priority desc, id limit 1")
    number: int = job["id"]
    return number


async def test_short_films_go_before_long_ones() -> None:
    owner = await person("Owner")
    project_id = await project(owner)
    versions = [(await new_video(owner, project_id)).versions[0] for _ in range(2)]
    await run(f"update procrastinate_jobs set priority = 0 where args->>'version_id' = '{versions[0].id}'")
    (job,) = await stored("select priority from job where version_id = :id", id=versions[1].id)
    assert job["priority"] == SOON
    await run_jobs()
    started = await stored("select version_id from job order by started_at")
    assert [row["version_id"] for row in started] == [UUID(str(version.id)) for version in reversed(versions)]


async def test_what_has_waited_long_enough_goes_with_the_short() -> None:
    long, short = await queued(0, SOON)
    await sweep()
    assert await next_in_line() == short
    await run(f"update procrastinate_events set at = now() - interval '11 minutes' where job_id = {long}")
    await sweep()
    assert await next_in_line() == long


async def test_a_dead_workers_job_is_run_again_and_a_living_ones_is_not() -> None:
    dead, living = await queued(0, 0)
    for number, age in ((dead, 21), (living, 5)):
        await run(
            "with worker as (insert into procrastinate_workers (last_heartbeat)"
            f" values (now() - interval '{age} seconds') returning id)"
            " update procrastinate_jobs job set status = 'doing', worker_id = worker.id from worker"
            f" where job.id = {number}"
        )
    await sweep()
    states = {row["id"]: row["status"] for row in await stored("select id, status from procrastinate_jobs")}
    assert states == {dead: "todo", living: "doing"}


async def test_jobs_that_ended_long_ago_are_forgotten() -> None:
    numbers = await queued(*[0] * 5)
    ended = dict(
        zip(numbers, [("succeeded", 8), ("succeeded", 6), ("failed", 8), ("failed", 31), ("todo", 90)], strict=True)
    )
    for number, (status, days) in ended.items():
        await run(f"update procrastinate_jobs set status = '{status}' where id = {number}")
        await run(f"update procrastinate_events set at = now() - interval '{days} days' where job_id = {number}")
    await forget_expired()
    left = {row["id"] for row in await stored("select id from procrastinate_jobs")}
    assert [ended[number] for number in numbers if number in left] == [("succeeded", 6), ("failed", 8), ("todo", 90)]


async def test_a_dead_worker_is_forgotten_after_a_while() -> None:
    for age in (5, 60, 3600):
        await run(f"insert into procrastinate_workers (last_heartbeat) values (now() - interval '{age} seconds')")
    before = len(await stored("select 1 from procrastinate_workers"))
    await sweep()
    assert len(await stored("select 1 from procrastinate_workers")) < before
    assert (
        len(await stored("select 1 from procrastinate_workers where last_heartbeat < now() - interval '50 seconds'"))
        >= 1
    )
