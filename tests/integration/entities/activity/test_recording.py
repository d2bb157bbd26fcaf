"""What is stored of an event is about a video if the event is, and only then."""

from __future__ import annotations

import pytest

from tests.integration.films import stored
from tests.integration.review import review
from videoplanet.entities.activity.operations.comments import COMMENT_DELETE
from videoplanet.entities.activity.operations.projects import MEMBER_LEAVE
from videoplanet.entities.activity.operations.stored import Occurrence
from videoplanet.entities.activity.service import record
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.ids import new_id


@pytest.mark.parametrize(
    ("happened", "names_video"),
    [
        (COMMENT_DELETE.of({"id": str(new_id()), "version": 1}), False),
        (MEMBER_LEAVE.of({"user_id": str(new_id())}), True),
    ],
    ids=["a video's without one", "the project's with one"],
)
async def test_an_event_for_the_wrong_audience_is_refused(happened: Occurrence, names_video: bool) -> None:
    film = await review()
    video_id = film.video_id if names_video else None
    with pytest.raises(AssertionError, match=happened.event.name):
        async with unit_of_work() as uow:
            await record(uow, film.owner.principal, film.project_id, happened, video_id=video_id)
    assert await stored("select seq from activity") == []
