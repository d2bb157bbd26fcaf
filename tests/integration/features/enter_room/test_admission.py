"""Coming into a room is asked of the database in as few words as can be: everybody does it at once after a restart."""

from __future__ import annotations

import pytest

from tests.integration.people import person
from tests.integration.review import review
from tests.integration.sent import sent_statements
from videoplanet.entities.project.model import Role
from videoplanet.features.enter_room.service import admit_guest, admit_member
from videoplanet.features.follow_live.service import follow_project, follow_video
from videoplanet.features.share_video.opening import Visitor, open_share
from videoplanet.features.share_video.service import ShareTerms, create_share
from videoplanet.features.show_presence.service import everybody
from videoplanet.shared.errors import NotFound
from videoplanet.shared.ids import new_id
from videoplanet.shared.live.rooms import Room
from videoplanet.shared.security.principal import Principal


async def test_a_member_is_let_in_by_two_questions_and_no_transaction() -> None:
    film = await review(Role.EDITOR)
    editor = film.members[Role.EDITOR].principal
    await follow_video(editor, film.video_id)  # the first one of all asks the database what it is
    with sent_statements() as sent:
        admission = await admit_member(editor, film.video_id)
    assert len(sent) == 2, sent
    assert admission.room == Room("video", film.video_id)
    assert (admission.role, admission.may_upload, admission.may_moderate) == ("editor", True, False)
    with sent_statements() as sent:
        await follow_video(editor, film.video_id)
        await follow_project(editor, film.project_id)
        await everybody(film.project_id, film.video_id)
    assert len(sent) == 2, "nobody is there, so nobody's name is asked"


async def test_a_guest_of_the_newest_version_hears_of_that_one_only() -> None:
    film = await review()
    share = await create_share(film.owner.principal, film.video_id, ShareTerms(latest_version_only=True))
    opened = await open_share(share.token, Visitor("손님", "guest@client.example.com", None, "ko", "203.0.113.9"))
    guest = Principal("guest", opened.guest_id, new_id(), "손님", share_id=share.id)
    admission, _ = await admit_guest(guest, share.token, None)
    assert admission.room == (await follow_video(guest, film.video_id)).room
    assert admission.room.version == 1


async def test_a_stranger_is_not_let_in() -> None:
    film = await review()
    with pytest.raises(NotFound):
        await admit_member((await person("Stranger")).principal, film.video_id)
