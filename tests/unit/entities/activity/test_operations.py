"""The table of events: whole, true to what is shown over REST, and with an answer to everything that is asked of an event."""

from __future__ import annotations

from dataclasses import fields
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

from tests.frames import frame_faults, payload_faults, schema_of
from videoplanet.entities.activity.operations import comments, connection, projects, videos
from videoplanet.entities.activity.operations.stored import StoredEvent, Words
from videoplanet.entities.activity.operations.table import EVENTS, STORED, stored_for
from videoplanet.entities.comment.model import CommentKind, CommentPriority, CommentStatus, ReactionKind
from videoplanet.entities.project.model import InvitationStatus, ProjectStatus, Role
from videoplanet.entities.project.view import ProjectBody
from videoplanet.entities.video.model import VersionStatus
from videoplanet.features.show_presence.api import PresentPerson
from videoplanet.features.transcode_video.estimate import Stage
from videoplanet.features.write_comment.schemas import CommentOut, PersonOut, ReplyOut
from videoplanet.shared.live import own_events
from videoplanet.shared.live.event import Audience, Event, Listing, PassingEvent, Reach
from videoplanet.shared.live.frame import Frame

every = pytest.mark.parametrize("event", EVENTS.values(), ids=list(EVENTS))
of_a_version = pytest.mark.parametrize(
    "event", [each for each in EVENTS.values() if each.audience is Audience.VERSION], ids=lambda event: event.name
)
every_passing = pytest.mark.parametrize(
    "event", [each for each in EVENTS.values() if isinstance(each, PassingEvent)], ids=lambda event: event.name
)
every_stored = pytest.mark.parametrize("event", STORED.values(), ids=list(STORED))
AREAS = (comments, connection, projects, videos, own_events)
PROJECT, VIDEO = "0192a000-0000-7000-8000-000000000030", "0192a000-0000-7000-8000-000000000020"


def properties(event: Event[Any], *path: str) -> dict[str, Any]:
    """The fields of a payload, or of an object in it."""
    schema = whole = schema_of(event.payload)
    for name in path:
        schema = schema["properties"].get(name, {})
        if "$ref" in schema:
            schema = whole["$defs"][schema["$ref"].rpartition("/")[2]]
    found: dict[str, Any] = schema.get("properties", {})
    return found


def test_no_two_events_have_one_name() -> None:
    told = {id(each): each.name for area in AREAS for each in vars(area).values() if isinstance(each, Event)}
    assert sorted(told.values()) == sorted(EVENTS)


@every
def test_its_example_is_one(event: Event[Any]) -> None:
    assert payload_faults(event, event.example) == []
    assert event.says.endswith(".")


@every
def test_a_payload_that_lacks_something_or_has_more_is_found(event: Event[Any]) -> None:
    assert payload_faults(event, {**event.example, "of_nobody": 1}) != []
    for name in schema_of(event.payload).get("required", ()):
        assert payload_faults(event, {one: value for one, value in event.example.items() if one != name}) != []


@every_passing
def test_it_builds_its_frame(event: PassingEvent[Any]) -> None:
    frame = event.frame(event.example)
    assert frame_faults(frame) == []
    assert ("seq" in frame) is event.names_seq


@every_stored
def test_who_hears_of_it_is_said(event: StoredEvent[Any]) -> None:
    assert event.audience in (Audience.MEMBERS, Audience.VIDEO, Audience.VERSION)
    names = [name for audience in Audience for name in stored_for(audience)]
    assert sorted(names) == sorted(STORED)


@of_a_version
def test_what_is_for_those_who_see_a_version_names_it(event: Event[Any]) -> None:
    number = properties(event).get("version", {})
    assert "integer" in str(number) or properties(event, "version")["number"]["type"] == "integer"
    content = {"type": event.name, "payload": event.example, "project_id": PROJECT, "video_id": VIDEO}
    assert [Frame(content, event).concerns(version) for version in (1, 2)] == [False, True]


@every
def test_what_is_about_no_version_is_said_to_be_about_the_whole(event: Event[Any]) -> None:
    content = {"type": event.name, "payload": event.example, "project_id": PROJECT, "video_id": VIDEO}
    if event.audience is Audience.VIDEO:
        assert Frame(content, event).concerns(1)
    if event.audience is Audience.MEMBERS:
        assert not Frame(content, event).concerns(1)


@every_stored
def test_which_words_of_people_it_repeats_is_said(event: StoredEvent[Any]) -> None:
    if "body" in properties(event):
        expected = Words.OF_COMMENT
    elif "body" in properties(event, "reply"):
        expected = Words.OF_REPLY
    elif "title" in properties(event, "video"):
        expected = Words.OF_VIDEO
    else:
        expected = Words.NONE
    assert event.words is expected


@every_stored
def test_which_lists_it_makes_old_is_said(event: StoredEvent[Any]) -> None:
    assert event.changes
    is_about_version = event.name.startswith("version.")
    assert (Listing.VERSIONS in event.changes) is is_about_version, "who sees one version only may be shown another"


def test_browsers_fold_every_event_that_changes_comments() -> None:
    thread = Path(__file__).parents[4] / "videoplanet" / "widgets" / "comment_thread"
    known = "".join(script.read_text() for script in thread.glob("*.js"))
    folded = {name for name, event in STORED.items() if Listing.COMMENTS in event.changes}
    assert folded
    assert [name for name in folded if f'"{name}"' not in known] == []


def test_where_people_are_is_told_less_of_by_each_event_that_lists_them() -> None:
    listing = {name for name, event in EVENTS.items() if "people" in properties(event)}
    assert listing == {name for name, event in EVENTS.items() if isinstance(event, PassingEvent) and event.people}


def test_only_passing_events_leave_pages_or_programs_out() -> None:
    partial = {name for name, event in EVENTS.items() if getattr(event, "reach", Reach.EVERYWHERE) != Reach.EVERYWHERE}
    assert partial == {
        *("pong", "error", "sync.response", "comment.typing"),
        *("access.ended", "projects.changed", "rights.changed", "videos.commented"),
    }


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        (comments.WholeComment, set(CommentOut.model_fields)),
        (comments.ReplyBody, set(ReplyOut.model_fields)),
        (comments.PersonBody, set(PersonOut.model_fields)),
        (own_events.PresentPerson, set(PresentPerson.model_fields)),
        (projects.ProjectChange, {each.name for each in fields(ProjectBody)} - {"role"} | {"deleted"}),
    ],
    ids=["comment", "reply", "person", "present person", "project"],
)
def test_what_is_told_live_has_the_fields_that_rest_shows(told: Any, shown: set[str]) -> None:
    assert set(schema_of(told)["properties"]) == shown


@pytest.mark.parametrize(
    ("named", "known"),
    [
        (comments.CommentKind, CommentKind),
        (comments.CommentPriority, CommentPriority),
        (comments.CommentStatus, CommentStatus),
        (comments.ReactionKind, ReactionKind),
        (videos.VersionStatus, VersionStatus),
        (videos.Stage, Stage),
        (projects.ProjectStatus, ProjectStatus),
        (projects.Role, Role),
        (projects.InvitationStatus, InvitationStatus),
    ],
    ids=lambda one: one.__name__ if isinstance(one, type) else "",
)
def test_what_can_stand_in_a_field_is_what_there_is(named: Any, known: type[StrEnum]) -> None:
    assert schema_of(named)["enum"] == [str(one) for one in known]
    assert schema_of(comments.Reactions)["required"] == [str(one) for one in ReactionKind]
