"""What a page shows before it is loaded, and when it cannot be."""
