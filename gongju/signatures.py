"""The keys with which this installation signs, and those with which it once did, from `settings.GONGJU`."""

from functools import lru_cache

from django.conf import settings

from gongju.sealing.pdf_identity import PdfIdentity
from gongju.sealing.signing import Signer


def signer() -> Signer:
    """Return the signer of the settings; one without a key signs nothing."""
    return _signer(settings.GONGJU.signing_keys, settings.GONGJU.retired_public_keys)


@lru_cache(maxsize=4)
def _signer(seeds: tuple[tuple[str, bytes], ...], retired: tuple[tuple[str, bytes], ...]) -> Signer:
    return Signer.of(seeds, retired)


def pdf_identity() -> PdfIdentity | None:
    """Key and certificate that sign papers; None where the settings name none."""
    told = settings.GONGJU
    return PdfIdentity(told.pdf_key, told.pdf_certificates) if told.pdf_key and told.pdf_certificates else None
