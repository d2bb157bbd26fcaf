"""Answers to a comment, one level deep."""
