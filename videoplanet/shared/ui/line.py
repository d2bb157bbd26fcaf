"""The state of the line to the server, as a store for JavaScript modules and for the notice about it."""

import reflex as rx

LINE_MODULE = rx.asset("line.js", shared=True).importable_path
