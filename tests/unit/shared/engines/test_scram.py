"""The text that PostgreSQL keeps of a password."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re

from videoplanet.shared.engines.scram import scram_verifier

# The exchange of RFC 7677 §3: user "user", password "pencil".
SALT = base64.b64decode("W22ZaJ0SNY7soEsUEjb6gQ==")
CLIENT_PROOF = base64.b64decode("dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=")
SERVER_SIGNATURE = base64.b64decode("6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=")
EXCHANGED = (
    b"n=user,r=rOprNGfwEbeRWgbNEkqO,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
    b"s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0"
)


def test_it_checks_the_exchange_of_the_standard() -> None:
    made = scram_verifier("pencil", salt=SALT)
    found = re.fullmatch(r"SCRAM-SHA-256\$4096:([^$]+)\$([^:]+):(.+)", made)
    assert found is not None
    stored_key, server_key = base64.b64decode(found[2]), base64.b64decode(found[3])
    client_key = bytes(a ^ b for a, b in zip(CLIENT_PROOF, hmac.digest(stored_key, EXCHANGED, "sha256"), strict=True))
    assert hashlib.sha256(client_key).digest() == stored_key
    assert hmac.digest(server_key, EXCHANGED, "sha256") == SERVER_SIGNATURE


def test_equal_passwords_are_kept_as_different_texts() -> None:
    assert scram_verifier("pencil") != scram_verifier("pencil")
