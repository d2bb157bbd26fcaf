"""Where the letter of an invitation leads."""
