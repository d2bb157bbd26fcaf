"""Which routers the gateway serves, in the order of its documentation."""

from __future__ import annotations

from fastapi import APIRouter

from videoplanet.features.browse_videos.api import router as browse_videos
from videoplanet.features.create_project.api import router as create_project
from videoplanet.features.keep_draft.api import router as keep_draft
from videoplanet.features.manage_members.api import router as manage_members
from videoplanet.features.manage_members.invitations_api import router as invite_members
from videoplanet.features.manage_profile.api import router as manage_profile
from videoplanet.features.manage_project.api import router as manage_project
from videoplanet.features.react_to_comment.api import router as react_to_comment
from videoplanet.features.read_activity.api import router as read_activity
from videoplanet.features.reply_to_comment.api import router as reply_to_comment
from videoplanet.features.share_video.api import router as share_video
from videoplanet.features.share_video.guest_api import router as open_share
from videoplanet.features.show_presence.api import router as show_presence
from videoplanet.features.sign_in.api import router as sign_in
from videoplanet.features.sign_out.api import router as sign_out
from videoplanet.features.sign_up.api import router as sign_up
from videoplanet.features.steer_job.api import router as steer_job
from videoplanet.features.upload_video.api import router as upload_video
from videoplanet.features.upload_video.resumable_api import router as upload_in_parts
from videoplanet.features.watch_job.api import router as watch_job
from videoplanet.features.watch_queue.api import router as watch_queue
from videoplanet.features.watch_storage.api import router as watch_storage
from videoplanet.features.write_comment.api import router as write_comment

ROUTERS: tuple[APIRouter, ...] = (
    sign_up,
    sign_in,
    sign_out,
    manage_profile,
    create_project,
    manage_project,
    manage_members,
    invite_members,
    read_activity,
    upload_video,
    upload_in_parts,
    browse_videos,
    watch_job,
    watch_storage,
    steer_job,
    watch_queue,
    write_comment,
    reply_to_comment,
    react_to_comment,
    keep_draft,
    share_video,
    open_share,
    show_presence,
)
