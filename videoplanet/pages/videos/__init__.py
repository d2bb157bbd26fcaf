"""All films of somebody, over all running projects."""
