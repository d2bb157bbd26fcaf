"""What every REST operation shares: problems, identity, limits, pages, entity tags, idempotency."""
