"""Identity, secrets and limits, without business words."""
