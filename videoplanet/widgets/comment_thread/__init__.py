"""The conversation beside the film: the list of comments, live, and the composer."""
