"""What every request passes on its way in and out: its id, the caller's address, security headers."""
