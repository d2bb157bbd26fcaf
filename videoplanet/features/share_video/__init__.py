"""Share links: made, listed, changed, withdrawn by editors; opened by guests."""
