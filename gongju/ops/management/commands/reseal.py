"""`gongju reseal`: after a new key was put in front, seals with it what older keys sealed."""

from typing import Any

from django.core.management.base import BaseCommand

from gongju.documents.store import reseal_files
from gongju.sealing_fields import digest_columns, redigest, reseal, sealed_columns


class Command(BaseCommand):
    """May run while people work. Afterwards an older key may leave `GONGJU_KEYS`, and `digestold` with it."""

    help = "Seal every sealed column and file with the first key of GONGJU_KEYS; make digests anew with the digest key."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Go through column by column and tell how many rows were sealed anew."""
        for column in sealed_columns():
            self.stdout.write(f"{column.model._meta.label}.{column.name}: {reseal(column)} 行已用新密钥加密")
        for digests in digest_columns():
            self.stdout.write(f"{digests.model._meta.label}.{digests.name}: {redigest(digests)} 行已用新密钥重算摘要")
        self.stdout.write(f"files: {reseal_files()} 个文件已用新密钥加密")
