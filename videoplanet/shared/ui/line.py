"""The state of the line to the server, as a store for JavaScript modules and for the notice about it."""

from videoplanet.shared.ui.shipping import shipped

LINE_MODULE = shipped("line.js", __name__)
