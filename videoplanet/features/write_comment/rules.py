"""What a comment must satisfy beyond its shape: its author's limit and its version's frames."""

from __future__ import annotations

from uuid import UUID

from videoplanet.entities.comment.model import GUEST_BODY_LENGTH
from videoplanet.entities.comment.records import VersionOfComment
from videoplanet.shared.errors import Invalid, NotAllowed
from videoplanet.shared.security.principal import Principal


def check_body(principal: Principal, body: str) -> None:
    """Hold a guest to the shorter limit.

    Raises:
        Invalid: `field.too_long`.
    """
    if principal.is_guest and len(body) > GUEST_BODY_LENGTH:
        raise Invalid("field.too_long", field="body", limit=GUEST_BODY_LENGTH)


def check_assigning(principal: Principal, assignee_id: UUID | None) -> None:
    """Leave it to members to say who takes care of something: a guest cannot know who does what in the team.

    Raises:
        NotAllowed: `comment.guest_assigns`.
    """
    if principal.is_guest and assignee_id is not None:
        raise NotAllowed("comment.guest_assigns")


def check_frames(version: VersionOfComment, frame_in: int | None, frame_out: int | None) -> None:
    """Refuse frames the version does not have; a range includes both of its frames.

    Raises:
        Invalid: `comment.range_without_start`, `comment.range_reversed`, `comment.version_not_ready`, `comment.past_the_end`.
    """
    if frame_in is None:
        if frame_out is not None:
            raise Invalid("comment.range_without_start", field="frame_in")
        return
    if frame_out is not None and frame_out < frame_in:
        raise Invalid("comment.range_reversed", field="frame_out")
    if version.frame_count is None:
        raise Invalid("comment.version_not_ready", field="frame_in")
    last = version.frame_count - 1
    for name, frame in (("frame_in", frame_in), ("frame_out", frame_out)):
        if frame is not None and frame > last:
            raise Invalid("comment.past_the_end", field=name, last=last)
