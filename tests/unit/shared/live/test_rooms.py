"""Who hears what, and whom an ended access means."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from videoplanet.entities.activity.operations.table import EVENTS
from videoplanet.shared.live.frame import Frame
from videoplanet.shared.live.rooms import Listener, Room, Rooms
from videoplanet.shared.security.principal import Principal

PROJECT, VIDEO, OTHER = uuid4(), uuid4(), uuid4()
USER = Principal("user", uuid4(), uuid4(), "Jiwoo")
GUEST = Principal("guest", uuid4(), uuid4(), "손님", share_id=uuid4())


def listener(room: Room, principal: Principal = USER, project_id: UUID = PROJECT) -> Listener:
    return Listener(principal, project_id, room, on_end=lambda code: None)


def frame(type_: str, video_id: UUID | None, **payload: Any) -> Frame:
    video = str(video_id) if video_id else None
    content = {"type": type_, "payload": payload, "seq": 1, "project_id": str(PROJECT), "video_id": video}
    return Frame(content, EVENTS.get(type_))


def heard_by(rooms: Rooms, told: Frame) -> set[Room]:
    return {room for room, _ in rooms.hearing(told)}


def test_a_video_room_hears_of_its_video_only_and_a_project_room_of_everything() -> None:
    rooms = Rooms()
    video, project = Room("video", VIDEO), Room("project", PROJECT)
    for room in (video, Room("video", OTHER), project):
        rooms.add(listener(room))
    assert heard_by(rooms, frame("comment.new", VIDEO, version=1)) == {video, project}
    assert heard_by(rooms, frame("member.join", None)) == {project}


def test_a_guest_of_the_newest_version_hears_nothing_about_older_ones() -> None:
    rooms = Rooms()
    newest = Room("video", VIDEO, 2)
    rooms.add(listener(newest, GUEST))
    assert heard_by(rooms, frame("comment.new", VIDEO, version=1)) == set()
    assert heard_by(rooms, frame("comment.new", VIDEO, version=2)) == {newest}
    assert heard_by(rooms, frame("version.ready", VIDEO, version={"number": 2})) == {newest}
    assert heard_by(rooms, frame("version.ready", VIDEO, version={"number": 3})) == set()
    assert heard_by(rooms, frame("video.update", VIDEO, video={})) == {newest}
    assert heard_by(rooms, frame("approval.update", VIDEO)) == set(), "what says of no version is told to nobody"


def test_whoever_left_hears_nothing_and_leaves_nothing_behind() -> None:
    rooms = Rooms()
    one = listener(Room("video", VIDEO))
    rooms.add(one)
    assert rooms.has_listeners(PROJECT)
    assert rooms.discard(one)
    assert not rooms.discard(one)
    assert not rooms.has_listeners(PROJECT)
    assert heard_by(rooms, frame("comment.new", VIDEO, version=1)) == set()


@pytest.mark.parametrize(
    ("ended", "users", "guests"),
    [
        ({"session_id": str(USER.session_id)}, True, False),
        ({"session_id": str(uuid4())}, False, False),
        ({"user_id": str(USER.subject_id)}, True, False),
        ({"user_id": str(GUEST.subject_id)}, False, False),
        ({"user_id": str(USER.subject_id), "project_id": str(PROJECT)}, True, False),
        ({"user_id": str(USER.subject_id), "project_id": str(OTHER)}, False, False),
        ({"share_id": str(GUEST.share_id)}, False, True),
        ({"video_id": str(VIDEO)}, True, True),
        ({"project_id": str(PROJECT)}, True, True),
        ({"project_id": str(OTHER)}, False, False),
        ({"code": "share.revoked"}, False, False),
    ],
)
def test_ended_access_means_those_whom_every_id_fits(ended: dict[str, str], users: bool, guests: bool) -> None:
    room = Room("video", VIDEO)
    assert listener(room).is_meant_by(ended) is users
    assert listener(room, GUEST).is_meant_by(ended) is guests


def test_where_one_version_is_heard_of_the_operation_before_is_the_last_that_was_told() -> None:
    rooms = Rooms()
    whole, newest = Room("video", VIDEO), Room("video", VIDEO, 2)
    for room in (whole, newest):
        rooms.add(listener(room))
    told = [Frame({**frame("comment.new", VIDEO, version=2).content, "seq": n, "previous_seq": n - 1}) for n in (5, 9)]
    assert [rooms.as_heard_in(whole, one).content["previous_seq"] for one in told] == [4, 8]
    assert [rooms.as_heard_in(newest, one).content["previous_seq"] for one in told] == [0, 5]
