"""Who asks: a person, a guest of a share link, or nobody."""
