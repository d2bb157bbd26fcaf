"""Thousands of comments in the room of a served product, written to its database at once: over REST they would take minutes."""

from __future__ import annotations

from pathlib import Path

import psycopg

from videoplanet.app.supervisor.environment import RunningVariables
from videoplanet.shared.engines.home import Home

# Of different heights: every fifth is long, every seventh is about a range; authors, kinds and states take turns.
_WRITE = """
with of_video as (
  select video.id as video_id, video.project_id, version.id as version_id, version.frame_count, video.created_by
  from video join version on version.video_id = video.id and version.number = 1 where video.id = %(video)s
), numbered as (
  insert into activity_counter (project_id, seq) select project_id, %(count)s from of_video
  on conflict (project_id) do update set seq = activity_counter.seq + excluded.seq returning seq
)
insert into comment (
  id, video_id, version_id, author_user_id, frame_in, frame_out, body, kind, priority, status, tags, seq, revision, created_at
)
select gen_random_uuid(), video_id, version_id, created_by, frame, case when n %% 7 = 0 then least(frame + 12, frame_count - 1) end,
  'many ' || n || '. ' || repeat('표시한 부분 색이 튑니다. 앞 컷과 맞춰 주세요. ', case when n %% 5 = 0 then 6 else 1 end),
  (array['fix', 'idea', 'approve', 'question'])[1 + n %% 4], 'medium', 'open', '[]', seq - %(count)s + n, 1,
  now() - interval '1 day' + n * interval '1 second'
from of_video, numbered, generate_series(1, %(count)s) n, lateral (select (n - 1) * frame_count / %(count)s as frame) placed
"""


async def write_comments(home: Path, video_id: str, count: int) -> None:
    """Let the first version of a video have so many more comments, numbered "many 1." and so on in the order of their frames.

    Args:
        home: `VIDEOPLANET_HOME` of the product that is running.
        video_id: whose length is known.
        count: how many.
    """
    url = RunningVariables(Home.at(home)).read()["VIDEOPLANET_DATABASE_URL"].replace("+psycopg", "")
    async with await psycopg.AsyncConnection.connect(url) as connection:
        written = await connection.execute(_WRITE, {"video": video_id, "count": count})
        if written.rowcount != count:
            raise RuntimeError(f"{written.rowcount} of {count} comments were written")
        await connection.execute("analyze comment")
