"""Is this principal allowed to do this to that project, video or comment? Asked by every use case, answered by one query."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from videoplanet.entities.access.policy import WHILE_ARCHIVED, Action, GuestRole, allows
from videoplanet.entities.access.repository import Found, LinkTerms, find_comment, find_project, find_video
from videoplanet.entities.project.model import Role
from videoplanet.entities.share.standing import require_open_link
from videoplanet.shared.db.reading import Reads
from videoplanet.shared.errors import Conflict, NotAllowed, NotFound
from videoplanet.shared.security.principal import Principal


@dataclass(frozen=True, slots=True)
class Access:
    """A granted permission: in which project, on which video, and as what."""

    project_id: UUID
    role: Role | GuestRole
    video_id: UUID | None = None
    is_archived: bool = False

    def allows(self, action: Action) -> bool:
        """Whether the same principal may also do `action` here."""
        return allows(self.role, action) and (not self.is_archived or action in WHILE_ARCHIVED)

    def require(self, action: Action) -> None:
        """Refuse what the role does not allow, and changes of an archived project.

        Raises:
            NotAllowed: the role does not allow `action`.
            Conflict: the project is archived.
        """
        if not allows(self.role, action):
            raise NotAllowed
        if action not in WHILE_ARCHIVED:
            require_open(is_archived=self.is_archived)


async def authorize_project(session: Reads, principal: Principal, project_id: UUID, action: Action) -> Access:
    """Return the access of `principal` to a project.

    Raises:
        NotFound: there is no such project, or the principal may not know of it.
        NotAllowed: the role does not allow `action`.
        Conflict: the project is archived.
    """
    if principal.is_guest:
        raise NotFound
    return _granted(await find_project(session, principal, project_id), action)


async def authorize_new_video(session: Reads, principal: Principal, project_id: UUID) -> Access:
    """Return the access of `principal` to a project to which they may add a video: editors and up, guests whose link says so.

    Raises:
        NotFound, NotAllowed, Conflict: as for `authorize_project`.
        NotSignedIn: the guest's link is over.
    """
    if not principal.is_guest:
        return await authorize_project(session, principal, project_id, Action.UPLOAD)
    found = await find_project(session, principal, project_id)
    access = _granted(found, Action.SEE)
    if found is None or not isinstance(found[1], LinkTerms) or not found[1].allows_upload:
        raise NotAllowed
    require_open(is_archived=access.is_archived)
    return access


async def authorize_video(session: Reads, principal: Principal, video_id: UUID, action: Action) -> Access:
    """Return the access of `principal` to a video; errors as for `authorize_project`, and as a guest's link is over."""
    return _granted(await find_video(session, principal, video_id), action)


async def authorize_comment(session: Reads, principal: Principal, comment_id: UUID, action: Action) -> Access:
    """Return the access of `principal` to the video a comment is on; errors as for `authorize_video`."""
    return _granted(await find_comment(session, principal, comment_id), action)


def require_open(*, is_archived: bool) -> None:
    """Refuse a change of an archived project.

    Raises:
        Conflict: `project.archived`.
    """
    if is_archived:
        raise Conflict("project.archived")


def _granted(found: Found, action: Action) -> Access:
    if found is None:
        raise NotFound
    place, standing = found
    role: Role | GuestRole
    if isinstance(standing, LinkTerms):
        require_open_link(standing.revoked_at, standing.expires_at)
        role = GuestRole(standing.permission)
    else:
        role = standing
    access = Access(place.project_id, role, place.video_id, place.archived_at is not None)
    access.require(action)
    return access
