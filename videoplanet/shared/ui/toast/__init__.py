"""Short notes on what just happened: raised by a State, by an error, or by a script on the page."""
