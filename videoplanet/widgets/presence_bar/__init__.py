"""Who is in the room now: faces, playheads, and who is writing where."""
