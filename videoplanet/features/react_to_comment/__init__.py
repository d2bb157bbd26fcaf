"""One-tap answers, one per person and comment."""
