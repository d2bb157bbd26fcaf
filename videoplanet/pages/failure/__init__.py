"""What stands on the page when the interface itself broke."""
