"""Ships `covering.js`: room at the page's end for what lies over its lower edge."""

from videoplanet.shared.ui.shipping import shipped

COVERING_MODULE = shipped("covering.js", __name__)
