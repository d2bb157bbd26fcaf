"""Texts in every language: the catalogue, its lookup on the server and its emission for the browser."""
