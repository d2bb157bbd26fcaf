"""The review room: one film, its conversation, and who is here; for members and, in plainer dress, for guests of a link."""
