"""Who is let into a review room or the page of a link, and as what."""
