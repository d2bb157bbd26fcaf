"""An e-mail address that is too long for its line goes on in the next one after its "@"."""

import reflex as rx
from reflex_base.vars.sequence import StringVar


def email_text(address: StringVar[str]) -> rx.Component:
    """The address as text. It has one "@": accounts and invitations take no other."""
    parts = address.split("@")
    return rx.fragment(parts[0], "@", rx.el.wbr(), parts[1])
