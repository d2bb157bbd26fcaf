"""Opens a video's thread while it is mounted: the list and the composer inside show its view."""

import reflex as rx
from reflex_base.components.component import field
from reflex_base.vars.base import Var

from videoplanet.widgets.comment_thread.store import THREAD_MODULE, WORDS_MODULE


class ThreadRoom(rx.Component):
    """Loads the comments of a video, keeps them current and posts what is written; draws only its children."""

    library = THREAD_MODULE
    tag = "ThreadRoom"

    video_id: Var[str] = field(doc="The video; empty while it is not known.")
    version: Var[int] = field(doc="The version on the screen.")
    viewer: Var[dict[str, object]] = field(
        doc="Who looks: id, kind, name, role, may.comment, may.resolve, may.moderate."
    )
    timecode_of: Var[object] = field(doc="A JavaScript function that writes a frame as timecode.")
    moments: Var[object] = field(
        doc="The frames of every version: `timecodeOf(version, frame)` and `frameHere(version, frame)`."
    )
    share_token: Var[str] = field(doc="On a guest's page, the link's token.")
    joined: Var[str] = field(doc="Changes when this browser has joined the live room anew: then the thread catches up.")


class WordsForm(rx.Component):
    """A box to write in, with one child above the words and one below."""

    library = WORDS_MODULE
    tag = "WordsForm"

    target: Var[str] = field(doc="comment, reply or edit.")
    comment_id: Var[str] = field(doc="The comment that is answered or edited.")
    words: Var[str] = field(doc="What an edit begins with.")
    limit: Var[int] = field(doc="The most characters.")
    label: Var[str] = field(doc="What is written here, for screen readers.")
    placeholder: Var[str] = field(doc="Shown while nothing is written.")
