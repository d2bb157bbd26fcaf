"""Values of a project: normal form, mistakes, what counts as a change."""

from __future__ import annotations

import pytest

from videoplanet.entities.project.fields import ProjectFields, apply_fields, checked_fields
from videoplanet.entities.project.model import Project, ProjectStatus
from videoplanet.shared.errors import Invalid
from videoplanet.shared.ids import new_id


def test_texts_are_trimmed_and_tags_are_without_doubles() -> None:
    kept = checked_fields(ProjectFields(name=" 봄  캠페인 ", description=" a\n b ", tags=("광고", " 광고 ", "")))
    assert (kept.name, kept.description, kept.tags) == ("봄 캠페인", "a\n b", ("광고",))


def test_what_is_left_out_stays_left_out() -> None:
    assert checked_fields(ProjectFields()) == ProjectFields()


def test_several_mistakes_are_told_together() -> None:
    with pytest.raises(Invalid) as caught:
        checked_fields(ProjectFields(name="", colour="red", client="x" * 51))
    assert {error.field for error in caught.value.errors} == {"name", "colour", "client"}


def test_only_what_differs_is_a_change() -> None:
    project = Project(owner_id=new_id(), name="봄", tags=["광고"])
    same = ProjectFields(name="봄", tags=("광고",), status=ProjectStatus.PLANNING, archived=False)
    assert apply_fields(project, same) == set()
    assert project.revision == 1
    assert apply_fields(project, ProjectFields(name="여름", tags=(), archived=True)) == {"name", "tags", "archived"}
    assert (project.revision, project.tags, project.archived_at is not None) == (2, [], True)
