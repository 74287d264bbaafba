"""Stored files in an object store that speaks S3, by django-storages; asks for the extra `gongju[s3]`."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from storages.backends.s3 import S3Storage

from gongju.errors import Unavailable

SECONDS_TO_CONNECT, SECONDS_TO_READ = 5, 30
TRIES = 2
NOT_FOUND = {"404", "NoSuchKey", "NotFound"}


class S3Files(S3Storage):  # type: ignore[misc]  # django-storages has no types
    """What `store` needs of a place for files, over one bucket; each raises `Unavailable` when it cannot be reached."""

    def __init__(self, **options: Any) -> None:
        """`options` are those of django-storages."""
        bounded = Config(
            signature_version="s3v4",
            s3={"addressing_style": "path"},
            connect_timeout=SECONDS_TO_CONNECT,
            read_timeout=SECONDS_TO_READ,
            retries={"total_max_attempts": TRIES, "mode": "standard"},
        )
        super().__init__(client_config=bounded, **options)

    def exists(self, name: str) -> bool:
        """Whether there is an object of that name."""
        try:
            with _reached():
                self._object(name).load()
        except FileNotFoundError:
            return False
        return True

    def read(self, name: str) -> bytes:
        """All bytes of a name; FileNotFoundError where there are none."""
        with _reached():
            content: bytes = self._object(name).get()["Body"].read()
        return content

    def write(self, name: str, content: bytes) -> None:
        """Put bytes in the place of a name; an object is there whole or not at all."""
        with _reached():
            self._object(name).put(Body=content, ContentType="application/octet-stream")

    def touch(self, name: str) -> bool:
        """Make an object look new by copying it onto itself; False where there is none."""
        try:
            with _reached():
                source = {"Bucket": self.bucket_name, "Key": name}
                self._object(name).copy_from(CopySource=source, MetadataDirective="REPLACE")
        except FileNotFoundError:
            return False
        return True

    def forget(self, name: str, *, before: datetime) -> bool:
        """Destroy an object unless it was written or touched since that moment; whether it is gone.

        S3 cannot ask and destroy in one step: what is touched in the milliseconds between is lost. That takes bytes
        which nothing has named for a day, sent again in that very moment; whoever opens them is told, nobody misled.
        """
        try:
            with _reached():
                found = self._object(name)
                if found.last_modified >= before:
                    return False
                found.delete()
        except FileNotFoundError:
            return True
        return True

    def names(self) -> Iterator[str]:
        """The name of every object there is."""
        with _reached():
            for found in self.connection.Bucket(self.bucket_name).objects.all():
                yield found.key

    def _object(self, name: str) -> Any:
        return self.connection.Object(self.bucket_name, name)


@contextmanager
def _reached() -> Iterator[None]:
    """Whatever the client library raises, in our words: there is no such object, or the store cannot be reached."""
    try:
        yield
    except ClientError as fault:
        if fault.response.get("Error", {}).get("Code") in NOT_FOUND:
            raise FileNotFoundError(str(fault)) from fault
        raise _down() from fault
    except BotoCoreError as fault:
        raise _down() from fault


def _down() -> Unavailable:
    return Unavailable(
        "store.down", "存放文件的系统暂时连不上，这一步没有办成，已经保存的内容都在。", do="请过几分钟再试。"
    )
