"""Who is watching a video, where, and who is typing. Ephemeral."""
