"""Use case: somebody looks at what the versions of a film are made of. As rows, with what differs between languages in each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from videoplanet.entities.video.fact_sheet import Fact, FactGroup, fact_sheet
from videoplanet.entities.video.view import VersionView
from videoplanet.features.browse_videos.service import open_video
from videoplanet.features.manage_members.service import list_members
from videoplanet.shared.clock import rfc3339
from videoplanet.shared.i18n.languages import LANGUAGES
from videoplanet.shared.security.principal import Principal

FactRows = list[dict[str, Any]]
"""Groups: `name`, and `facts`, each a `key`, a `value` by language, `at`, `size`, `badge` and `copies`; see `fact_sheet`."""


async def facts_of_versions(principal: Principal, video_id: UUID) -> dict[str, FactRows]:
    """Return the facts of every version of a video that the principal may know of, by the version's id.

    Raises:
        NotFound: no such video for this principal.
    """
    video = await open_video(principal, video_id)
    names = {} if principal.is_guest else await _names_of_members(principal, video.project_id)
    return {str(version.id): rows_of(version, names.get(version.uploaded_by, "")) for version in video.versions}


def rows_of(version: VersionView, uploader: str) -> FactRows:
    """The facts of one version."""
    sheets = [fact_sheet(version, language, uploader) for language in LANGUAGES]
    return [_group(groups) for groups in zip(*sheets, strict=True)]


async def _names_of_members(principal: Principal, project_id: UUID) -> dict[UUID | None, str]:
    return {member.user_id: member.name for member in await list_members(principal, project_id)}


def _group(groups: Sequence[FactGroup]) -> dict[str, Any]:
    """The same group in each language."""
    facts = zip(*(group.facts for group in groups), strict=True)
    return {"name": groups[0].name, "facts": [_row(each) for each in facts]}


def _row(facts: Sequence[Fact]) -> dict[str, Any]:
    """The same fact in each language."""
    first = facts[0]
    return {
        "key": first.key,
        "value": {language: fact.value for language, fact in zip(LANGUAGES, facts, strict=True)},
        "at": rfc3339(first.at) if first.at else "",
        "size": first.size,
        "badge": first.badge,
        "copies": first.copies,
    }
