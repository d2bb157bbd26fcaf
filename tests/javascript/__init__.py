"""What checks the project's JavaScript: the types that its comments name, and style. Run by `make lint`."""
