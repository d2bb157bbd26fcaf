"""Every table of the product, imported for its side effect on the metadata (migrations and tests)."""

from __future__ import annotations

from videoplanet.entities.activity.model import Activity, ActivityCounter
from videoplanet.entities.comment.model import Comment, Reaction, Reply
from videoplanet.entities.draft.model import Draft
from videoplanet.entities.job.model import Job
from videoplanet.entities.project.model import Invitation, Member, Phase, Project
from videoplanet.entities.share.model import Guest, ShareLink, ShareLinkVideo
from videoplanet.entities.upload.model import Upload, UploadPart
from videoplanet.entities.user.model import User, UserSession
from videoplanet.entities.video.model import Version, Video
from videoplanet.shared.http.idempotency import IdempotencyRecord

TABLES = (
    Activity,
    ActivityCounter,
    Comment,
    Draft,
    Guest,
    IdempotencyRecord,
    Invitation,
    Job,
    Member,
    Phase,
    Project,
    Reaction,
    Reply,
    ShareLink,
    ShareLinkVideo,
    Upload,
    UploadPart,
    User,
    UserSession,
    Version,
    Video,
)
