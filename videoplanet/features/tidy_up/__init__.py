"""What is kept for a while only, removed when its time is over."""
