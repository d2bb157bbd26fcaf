"""The live hub of a web process: hears operations on Redis and hands each to the local listeners once, in order."""
