"""Key and certificate with which the PDFs of confirmations are signed, from the environment."""

from pathlib import Path

from config.environment import Environment
from gongju.sealing.pdf_identity import CertificateUnusable, PdfIdentity


def pdf_signing(env: Environment, folder: Path) -> tuple[bytes, bytes]:
    """(key, certificates) as PEM from `GONGJU_PDF_KEY` and `GONGJU_PDF_CERTIFICATE`; both empty where there are none.

    Fault E017 when one is missing, or the two do not belong together.
    """
    key = env.secret("GONGJU_PDF_KEY", folder / "pdf-key.pem").encode()
    certificates = env.secret("GONGJU_PDF_CERTIFICATE", folder / "pdf-certificate.pem").encode()
    if not key and not certificates:
        return b"", b""
    try:
        PdfIdentity(key, certificates).check()
    except CertificateUnusable as wrong:
        hint = "Write both as PEM: an unencrypted private key, and its certificate first among the certificates."
        env.fault("E017", "GONGJU_PDF_CERTIFICATE", f"key and certificate cannot be used: {wrong}", hint)
    return key, certificates
