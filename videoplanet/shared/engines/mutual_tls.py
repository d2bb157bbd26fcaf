"""Certificates by which the parts of an embedded engine know each other, so that no other account's program is one of them.

An authority is made at every start, signs one certificate and is thrown away: whoever cannot read the key in the home cannot
take part, and nothing is left that could sign another.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from videoplanet.shared.engines.home import private_folder, write_private
from videoplanet.shared.engines.ports import LOOPBACK

# Longer than any machine stays up: an engine that is never restarted must not stop knowing itself.
GOOD_FOR = timedelta(days=3650)
CLOCK_ERROR = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class MutualTls:
    """Three files in PEM; both ends of a connection use the same ones."""

    authority: Path
    certificate: Path
    key: Path


def make_mutual_tls(folder: Path) -> MutualTls:
    """Write a new authority's certificate, and a certificate for loopback with its key, into `folder`."""
    private_folder(folder)
    files = MutualTls(folder / "authority.pem", folder / "certificate.pem", folder / "key.pem")
    authority_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    authority_name, name = _name("VideoPlanet engines"), _name("VideoPlanet engine")
    authority = (
        _unsigned(authority_name, authority_name, authority_key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(authority_key, SHA256())
    )
    certificate = (
        _unsigned(name, authority_name, key.public_key())
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(LOOPBACK))]), critical=False)
        .add_extension(
            x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH]), critical=False
        )
        .sign(authority_key, SHA256())
    )
    write_private(files.authority, authority.public_bytes(Encoding.PEM).decode())
    write_private(files.certificate, certificate.public_bytes(Encoding.PEM).decode())
    write_private(files.key, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode())
    return files


def _unsigned(subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return x509.CertificateBuilder(
        subject_name=subject,
        issuer_name=issuer,
        public_key=key,
        serial_number=x509.random_serial_number(),
        not_valid_before=now - CLOCK_ERROR,
        not_valid_after=now + GOOD_FOR,
    )


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])
