"""Background jobs as people see them."""
