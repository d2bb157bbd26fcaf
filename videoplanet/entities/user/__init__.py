"""People with an account, and their sessions."""
