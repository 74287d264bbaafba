"""`gongju bring_files`: copies the stored files from the folder to the object store of the settings."""

from typing import Any

from django.core.management.base import BaseCommand

from gongju.documents.store import bring_files


class Command(BaseCommand):
    """May run while people work, and again: what is there already is left. The folder stays as it is."""

    help = "Copy stored files from the folder `files` to the object store of GONGJU_S3_BUCKET."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Say how many were copied."""
        self.stdout.write(f"files: 复制了 {bring_files()} 个文件")
