"""Ships `unsent.js`: words in a dialog do not go without a question, whichever way is taken."""

import reflex as rx

from videoplanet.shared.ui.shipping import shipped

UNSENT_MODULE = shipped("unsent.js", __name__)


class KeepsWords(rx.Component):
    """Asks before the browser's "back" or leaving would lose what is written in a dialog; draws nothing, one a page."""

    library = UNSENT_MODULE
    tag = "KeepsWords"
