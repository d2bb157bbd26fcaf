"""Flows over several features; each stays thin."""
