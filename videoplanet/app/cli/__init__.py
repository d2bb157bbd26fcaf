"""The commands of `python -m videoplanet`."""
