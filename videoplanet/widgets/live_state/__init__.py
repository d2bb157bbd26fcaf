"""What a page hears live: operations and presence, emitted to rooms."""
