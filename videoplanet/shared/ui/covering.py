"""Ships `covering.js`: room at the page's end for what lies over its lower edge."""

import reflex as rx

COVERING_MODULE = rx.asset("covering.js", shared=True).importable_path
