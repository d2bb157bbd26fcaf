"""Take in a film: a new video, or a new version of one."""
