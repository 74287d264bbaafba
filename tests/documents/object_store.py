"""A real object store for the tests: SeaweedFS, a process of its own on loopback with a folder of its own."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

BUCKET, ACCESS, SECRET = "gongju", "reader", "known-here-only"
STARTS_WITHIN = 60.0
PORTS = (
    "master.port",
    "master.port.grpc",
    "volume.port",
    "volume.port.grpc",
    "filer.port",
    "filer.port.grpc",
    "s3.port",
    "s3.port.grpc",
)


def program() -> str | None:
    """The server's binary beside this interpreter, or on the path."""
    beside = Path(sys.executable).parent / "weed"
    return str(beside) if beside.exists() else shutil.which("weed")


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """The address of a store that has the bucket and knows the keys."""
    keys = {"accessKey": ACCESS, "secretKey": SECRET}
    known = [{"name": "gongju", "credentials": [keys], "actions": ["Admin", "Read", "Write", "List"]}]
    (folder / "s3.json").write_text(json.dumps({"identities": known}))
    (folder / "data").mkdir()
    ports = _free_ports(len(PORTS))
    command = [str(program()), "server", f"-dir={folder / 'data'}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1"]
    command += ["-filer", "-s3", f"-s3.config={folder / 's3.json'}", "-s3.iam=false", "-s3.port.iceberg=0"]
    command += ["-volume.max=10", "-master.volumeSizeLimitMB=64"]
    command += [f"-{name}={port}" for name, port in zip(PORTS, ports, strict=True)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder)
    try:
        address = f"http://127.0.0.1:{ports[PORTS.index('s3.port')]}"
        _make_bucket(address, process)
        yield address
    finally:
        os.kill(process.pid, signal.SIGKILL)  # it takes longer than a minute to stop when asked
        process.wait()


def options(address: str, secret: str = SECRET) -> dict[str, object]:
    """What the settings make of an address and keys."""
    return {
        "bucket_name": BUCKET,
        "endpoint_url": address,
        "region_name": "us-east-1",
        "access_key": ACCESS,
        "secret_key": secret,
    }


def _make_bucket(address: str, process: "subprocess.Popen[bytes]") -> None:
    """Its volumes come up after its port does: a bucket that takes an object is there."""
    client = boto3.client(
        "s3",
        endpoint_url=address,
        region_name="us-east-1",
        aws_access_key_id=ACCESS,
        aws_secret_access_key=SECRET,
        config=Config(s3={"addressing_style": "path"}, retries={"total_max_attempts": 1}, connect_timeout=2),
    )
    until = time.monotonic() + STARTS_WITHIN
    while process.poll() is None and time.monotonic() < until:
        try:
            urllib.request.urlopen(address, timeout=2)  # noqa: S310  our own loopback
        except urllib.error.HTTPError:
            try:
                client.create_bucket(Bucket=BUCKET)
                client.put_object(Bucket=BUCKET, Key="first", Body=b"first")
                client.delete_object(Bucket=BUCKET, Key="first")
            except (BotoCoreError, ClientError):
                time.sleep(0.3)
            else:
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the object store did not start; its log lies beside its data")


def _free_ports(count: int) -> list[int]:
    with ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [int(one.getsockname()[1]) for one in sockets]
