"""Make a version's renditions and poster, in the background."""
