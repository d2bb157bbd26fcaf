"""Ships `reached.js`: how far things have come that take a while, one truth for all parts of a page."""

from videoplanet.shared.ui.shipping import shipped

REACHED_MODULE = shipped("reached.js", __name__)
