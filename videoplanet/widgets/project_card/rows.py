"""A project card's content as state holds it."""

from collections.abc import Iterable
from typing import TypedDict

from videoplanet.entities.project.view import ProjectBody
from videoplanet.shared.clock import rfc3339


class ProjectRow(TypedDict):
    """One card; `progress` in per cent, `ends_on` the local midnight its last day begins with."""

    id: str
    name: str
    client: str
    colour: str
    status: str
    role: str
    progress: int
    members: int
    ends_on: str
    updated_at: str


def project_rows(projects: Iterable[ProjectBody]) -> list[ProjectRow]:
    """Return projects as rows."""
    return [
        ProjectRow(
            id=str(project.id),
            name=project.name,
            client=project.client,
            colour=project.colour,
            status=project.status.value,
            role=project.role.value,
            progress=project.progress,
            members=project.member_count,
            ends_on=f"{project.ends_on}T00:00" if project.ends_on else "",
            updated_at=rfc3339(project.updated_at),
        )
        for project in projects
    ]
