"""Ships `reached.js`: how far things have come that take a while, one truth for all parts of a page."""

import reflex as rx

REACHED_MODULE = rx.asset("reached.js", shared=True).importable_path
