"""What people may write into a project, checked and brought into normal form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields

from videoplanet.entities.project.model import DESCRIPTION_LENGTH, NAME_LENGTH, PARTY_LENGTH, Project, ProjectStatus
from videoplanet.shared.clock import now
from videoplanet.shared.errors import FieldError, Invalid

TAGS_LIMIT = 20
TAG_LENGTH = 30
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_LENGTHS = {"name": NAME_LENGTH, "client": PARTY_LENGTH, "manager": PARTY_LENGTH, "description": DESCRIPTION_LENGTH}


@dataclass(frozen=True, slots=True)
class ProjectFields:
    """New values; None leaves a value as it is."""

    name: str | None = None
    client: str | None = None
    manager: str | None = None
    description: str | None = None
    colour: str | None = None
    tags: tuple[str, ...] | None = None
    status: ProjectStatus | None = None
    archived: bool | None = None


def checked_fields(entered: ProjectFields) -> ProjectFields:
    """Return the values in normal form: texts trimmed, names on one line, tags without doubles.

    Raises:
        Invalid: one field error for each value that is wrong.
    """
    texts = {name: _one_line(getattr(entered, name)) for name in ("name", "client", "manager")}
    texts["description"] = entered.description.strip() if entered.description is not None else None
    tags = (
        tuple(dict.fromkeys(tag for tag in (_one_line(tag) for tag in entered.tags) if tag))
        if entered.tags
        else entered.tags
    )
    errors = [
        FieldError(name, "field.too_long", {"limit": limit})
        for name, limit in _LENGTHS.items()
        if len(texts[name] or "") > limit
    ]
    errors += [FieldError(name, "field.invalid") for name, text in texts.items() if "\0" in (text or "")]
    if texts["name"] == "":
        errors.append(FieldError("name", "field.missing"))
    if entered.colour is not None and not _COLOUR.fullmatch(entered.colour):
        errors.append(FieldError("colour", "field.invalid"))
    errors += _tag_errors(tags or ())
    if errors:
        raise Invalid.of(*errors)
    return ProjectFields(**texts, colour=entered.colour, tags=tags, status=entered.status, archived=entered.archived)


def apply_fields(project: Project, wanted: ProjectFields) -> set[str]:
    """Write checked values into a project; return the names of those that really changed."""
    changed: set[str] = set()
    for name in (field.name for field in fields(wanted) if field.name not in ("archived", "tags")):
        value = getattr(wanted, name)
        if value is not None and value != getattr(project, name):
            setattr(project, name, value)
            changed.add(name)
    if wanted.tags is not None and list(wanted.tags) != project.tags:
        project.tags = list(wanted.tags)
        changed.add("tags")
    if wanted.archived is not None and wanted.archived != (project.archived_at is not None):
        project.archived_at = now() if wanted.archived else None
        changed.add("archived")
    if changed:
        project.revision += 1
        project.updated_at = now()
    return changed


def _one_line(text: str | None) -> str | None:
    return None if text is None else " ".join(text.split())


def _tag_errors(tags: Iterable[str | None]) -> list[FieldError]:
    texts = [tag or "" for tag in tags]
    errors = [FieldError("tags", "field.too_many", {"limit": TAGS_LIMIT})] if len(texts) > TAGS_LIMIT else []
    if any(len(text) > TAG_LENGTH for text in texts):
        errors.append(FieldError("tags", "field.too_long", {"limit": TAG_LENGTH}))
    if any("\0" in text for text in texts):
        errors.append(FieldError("tags", "field.invalid"))
    return errors
