"""Share links and the guests who open them."""
