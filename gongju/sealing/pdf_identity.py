"""Who signs a PDF: a private key and its certificate, as the settings give them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID

DEMO_TERM = timedelta(days=3650)


class CertificateUnusable(ValueError):
    """Key and certificate cannot be read or do not belong together."""


@dataclass(frozen=True)
class PdfIdentity:
    """Key and certificates as PEM: the first certificate is the key's own; all of them are trusted when checking."""

    key: bytes = field(repr=False)
    certificates: bytes

    def check(self) -> None:
        """Raise CertificateUnusable where the two cannot be read or do not belong together."""
        try:
            key = load_pem_private_key(self.key, password=None)
            own = x509.load_pem_x509_certificates(self.certificates)[0]
        except (ValueError, TypeError, IndexError, UnsupportedAlgorithm) as wrong:
            raise CertificateUnusable(f"not readable as PEM: {wrong}") from wrong
        told = [
            one.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
            for one in (key.public_key(), own.public_key())
        ]
        if told[0] != told[1]:
            raise CertificateUnusable("the certificate is another key's")


def self_signed(title: str, *, now: datetime) -> PdfIdentity:
    """A certificate that vouches for nobody: for the demo and for tests, named by `title`."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, title)])
    usage = {"digital_signature": True, "content_commitment": True}
    unused = ("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign", "encipher_only")
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + DEMO_TERM)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(**usage, **dict.fromkeys(unused, False), decipher_only=False),
            critical=True,
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    certificate = builder.sign(key, SHA256()).public_bytes(Encoding.PEM)
    return PdfIdentity(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()), certificate)
