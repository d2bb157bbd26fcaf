"""Keep what somebody is writing, for themselves only, until it is sent."""
