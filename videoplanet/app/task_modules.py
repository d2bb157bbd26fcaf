"""Every module with background tasks, imported so that the worker knows them."""

from __future__ import annotations

from types import ModuleType

from videoplanet.features.authenticate import jobs as authenticate
from videoplanet.features.purge_videos import jobs as purge_videos
from videoplanet.features.tidy_up import jobs as tidy_up
from videoplanet.features.transcode_video import jobs as transcode_video
from videoplanet.features.upload_video import jobs as upload_video
from videoplanet.shared import mail

TASK_MODULES: tuple[ModuleType, ...] = (
    authenticate,
    mail,
    purge_videos,
    tidy_up,
    transcode_video,
    upload_video,
)
