"""Sign in, and stay signed in."""
