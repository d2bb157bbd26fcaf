"""Every piece of the interface kit on one page, in development only."""
