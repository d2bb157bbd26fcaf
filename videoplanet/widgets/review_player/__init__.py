"""The review player: one film, true to the frame, with the conversation on its timeline."""
