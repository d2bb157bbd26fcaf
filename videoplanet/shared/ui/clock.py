"""The server's clock for JavaScript modules: what time it is there, learned from the gateway's answers."""

from videoplanet.shared.ui.shipping import shipped

CLOCK_MODULE = shipped("clock.js", __name__)
