"""Use cases of reactions: give one, take it back. A person has one reaction to a comment; another kind replaces it."""

from __future__ import annotations

from uuid import UUID

from videoplanet.entities.access.authorization import authorize_comment
from videoplanet.entities.access.policy import Action
from videoplanet.entities.access.viewing import require_shown
from videoplanet.entities.activity.operations.comments import COMMENT_REACTION_ADD, COMMENT_REACTION_REMOVE
from videoplanet.entities.activity.service import next_seq, record
from videoplanet.entities.comment.bodies import Reactions
from videoplanet.entities.comment.model import ReactionKind
from videoplanet.entities.comment.people import people_by_id
from videoplanet.entities.comment.records import counts_json, reactions_json
from videoplanet.entities.comment.repository import comment_with_version, drop_reaction, reactions_of, set_reaction
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.errors import NotFound
from videoplanet.shared.security.principal import Principal


async def react(principal: Principal, comment_id: UUID, kind: ReactionKind) -> Reactions:
    """Give a comment one's reaction and return all of its reactions; giving it again changes nothing.

    Raises:
        NotFound: no such comment for this principal.
        NotAllowed: the role does not allow comments.
        Conflict: `project.archived`.
    """
    return await _change(principal, comment_id, kind, is_given=True)


async def withdraw_reaction(principal: Principal, comment_id: UUID, kind: ReactionKind) -> Reactions:
    """Take one's reaction back; without one nothing changes. Errors as for `react`."""
    return await _change(principal, comment_id, kind, is_given=False)


async def _change(principal: Principal, comment_id: UUID, kind: ReactionKind, *, is_given: bool) -> Reactions:
    async with unit_of_work() as uow:
        access = await authorize_comment(uow.session, principal, comment_id, Action.COMMENT)
        found = await comment_with_version(uow.session, comment_id)
        if found is None or found[0].deleted_at is not None:
            raise NotFound
        comment, version = found
        await require_shown(uow.session, principal, comment.video_id, version.number)
        change = set_reaction if is_given else drop_reaction
        is_changed = await change(uow.session, comment_id, principal, kind)
        # Counted after the project's number is taken, so that counts that are told later are newer ones.
        seq = await next_seq(uow.session, access.project_id) if is_changed else None
        reactions = (await reactions_of(uow.session, [comment_id], principal))[comment_id]
        if seq is not None:
            users, guests = (set(), {principal.subject_id}) if principal.is_guest else ({principal.subject_id}, set())
            people = await people_by_id(uow.session, access.project_id, users, guests)
            happened = (COMMENT_REACTION_ADD if is_given else COMMENT_REACTION_REMOVE).of(
                {
                    "comment_id": str(comment_id),
                    "version": version.number,
                    "kind": str(kind),
                    "author": people[principal.subject_id].json(),
                    "reactions": counts_json(reactions.counts),
                }
            )
            await record(uow, principal, access.project_id, happened, video_id=comment.video_id, seq=seq)
    return reactions_json(reactions.counts, reactions.mine)
