"""Who may follow a video or a project live, and what they missed."""
