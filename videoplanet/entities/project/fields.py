"""What people may write into a project, checked and brought into normal form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Annotated

from pydantic import Field

from videoplanet.entities.project.model import DESCRIPTION_LENGTH, NAME_LENGTH, PARTY_LENGTH, Project, ProjectStatus
from videoplanet.shared.clock import now
from videoplanet.shared.errors import FieldError, Invalid
from videoplanet.shared.plain_text import ONE_LINE, PLAIN, VERBATIM, NotText, cleaned, one_line

TAGS_LIMIT = 20
TAG_LENGTH = 30
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")

Name = Annotated[
    str,
    Field(max_length=NAME_LENGTH, examples=["봄 캠페인"], json_schema_extra={"minLength": 1, "pattern": r"\S"}),
    ONE_LINE,
]
Party = Annotated[str, Field(max_length=PARTY_LENGTH, examples=["스튜디오 하루"]), ONE_LINE]
Description = Annotated[str, Field(max_length=DESCRIPTION_LENGTH), PLAIN]
Colour = Annotated[str, Field(pattern=f"^{_COLOUR.pattern}$", examples=["#1631F8"]), VERBATIM]
Tags = Annotated[
    list[Annotated[str, Field(json_schema_extra={"maxLength": TAG_LENGTH}), ONE_LINE]],
    Field(max_length=TAGS_LIMIT, examples=[["티저"]]),
]

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


def checked_fields(entered: ProjectFields, others: Sequence[FieldError] = ()) -> ProjectFields:
    """Return the values in normal form: texts trimmed, names on one line, tags without doubles.

    Args:
        entered: the values.
        others: what is wrong with the same form beside them, to be said with the rest.

    Raises:
        Invalid: one field error for each value that is wrong.
    """
    errors: list[FieldError] = [*others]
    texts = {name: _tidy(name, getattr(entered, name), one_line, errors) for name in ("name", "client", "manager")}
    texts["description"] = _tidy("description", entered.description, cleaned, errors)
    tags = entered.tags
    if tags:
        tags = tuple(dict.fromkeys(tag for tag in (_tidy("tags", tag, one_line, errors) for tag in tags) if tag))
    errors += [
        FieldError(name, "field.too_long", {"limit": limit})
        for name, limit in _LENGTHS.items()
        if len(texts[name] or "") > limit
    ]
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


def _tidy(field: str, text: str | None, tidy: Callable[[str], str], errors: list[FieldError]) -> str | None:
    try:
        return None if text is None else tidy(text)
    except NotText:
        errors.append(FieldError(field, "field.invalid"))
        return None


def _tag_errors(tags: Iterable[str]) -> list[FieldError]:
    texts = list(tags)
    errors = [FieldError("tags", "field.too_many", {"limit": TAGS_LIMIT})] if len(texts) > TAGS_LIMIT else []
    if any(len(text) > TAG_LENGTH for text in texts):
        errors.append(FieldError("tags", "field.too_long", {"limit": TAG_LENGTH}))
    return errors
