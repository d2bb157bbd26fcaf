"""All projects of somebody, and the way to start one."""
