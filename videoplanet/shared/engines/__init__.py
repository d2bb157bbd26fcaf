"""The embedded engines: PostgreSQL, Valkey and an S3 server from wheels, as child processes of one command."""
