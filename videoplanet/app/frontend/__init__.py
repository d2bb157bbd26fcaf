"""Builds the interface with Reflex and Node when its sources changed. Only `builder` and `same_origin` import Reflex."""
