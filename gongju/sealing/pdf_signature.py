"""PAdES signatures of PDFs: made with the certificate of the settings, checked against the certificates known here."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime

from pyhanko.keys import load_certs_from_pemder_data, load_private_key_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from gongju.sealing.pdf_identity import CertificateUnusable, PdfIdentity

FIELD = "Signature"
ONE = 1


@dataclass(frozen=True, slots=True)
class Signed:
    """How the signature of a file stands: untouched since, over the whole file, by a certificate known here."""

    untouched: bool
    whole: bool
    known: bool
    by: str
    at: datetime | None

    @property
    def good(self) -> bool:
        """Whether all of it holds."""
        return self.untouched and self.whole and self.known


def sign_pdf(pdf: bytes, identity: PdfIdentity, *, reason: str) -> bytes:
    """The file with an invisible PAdES signature over all of it. Raises CertificateUnusable."""
    own = _signer(identity)
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    told = signers.PdfSignatureMetadata(
        field_name=FIELD, reason=reason, subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256"
    )
    try:
        out = signers.PdfSigner(told, signer=own).sign_pdf(writer)
    except SigningError as wrong:
        raise CertificateUnusable(str(wrong)) from wrong
    return bytes(out.getbuffer())


def signature_in(pdf: bytes, certificates: bytes) -> Signed | None:
    """How the file's one signature stands; None where it has none.

    Raises ValueError for what is no sound PDF, and for more than one signature: ours is alone on its paper.
    """
    known = list(load_certs_from_pemder_data(certificates)) if certificates else []
    try:
        found = PdfFileReader(io.BytesIO(pdf), strict=False).embedded_regular_signatures
        if not found:
            return None
        if len(found) != ONE:
            raise ValueError("签名不止一个")
        # Ours are checked as of now, offline; a certificate past its term no longer vouches for a paper.
        context = ValidationContext(trust_roots=known, allow_fetching=False)
        return _told(validate_pdf_signature(found[0], signer_validation_context=context))
    except (PdfError, SignatureValidationError) as wrong:
        raise ValueError(str(wrong)) from wrong


def _told(status: PdfSignatureStatus) -> Signed:
    return Signed(
        untouched=status.intact and status.valid,
        whole=status.coverage is SignatureCoverageLevel.ENTIRE_FILE,
        known=status.trusted,
        by=str(status.signing_cert.subject.native.get("common_name", "")),
        at=status.signer_reported_dt,
    )


def _signer(identity: PdfIdentity) -> signers.SimpleSigner:
    try:
        key = load_private_key_from_pemder_data(identity.key, passphrase=None)
        own, *others = load_certs_from_pemder_data(identity.certificates)
    except (ValueError, TypeError, OSError) as wrong:
        raise CertificateUnusable(str(wrong)) from wrong
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register_multiple(others)
    return signers.SimpleSigner(signing_cert=own, signing_key=key, cert_registry=store)
