"""Hand out originals, renditions and posters under signed addresses."""
