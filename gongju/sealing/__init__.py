"""Encryption of fields, keyed digests for search, masks. Plain Python: keys are given to it."""

from gongju.sealing.keyring import Keyring, KeysUnusable, Unsealable
from gongju.sealing.masks import mask_identity, mask_name, mask_phone, mask_text

__all__ = [
    "Keyring",
    "KeysUnusable",
    "Unsealable",
    "mask_identity",
    "mask_name",
    "mask_phone",
    "mask_text",
]
