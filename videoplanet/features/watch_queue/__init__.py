"""The whole queue, for the people who run the site."""
