"""The ordered log of what happened in a project; the message of every live update."""
