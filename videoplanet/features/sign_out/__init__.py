"""End one's own session."""
