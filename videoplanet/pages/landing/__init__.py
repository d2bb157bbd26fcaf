"""What this is, for whoever is not signed in."""
