"""PostgreSQL: one metadata, one engine a process, one unit of work a use case."""
