"""Speed, measured by hand with `make bench`; nothing here is asserted by tests."""
