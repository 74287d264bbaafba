"""Where stored files lie: in a folder, or in an object store that speaks S3; from the environment."""

from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from config.environment import Environment

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def file_storage(env: Environment, folder: Path) -> dict[str, object]:
    """Django's `STORAGES["default"]`: the bucket of `GONGJU_S3_BUCKET`, else the local folder.

    Faults E018 (the packages of the extra `s3` are not there) and E019 (address or keys that cannot be used).
    """
    bucket = env.text("GONGJU_S3_BUCKET")
    endpoint = env.origin("GONGJU_S3_ENDPOINT", "https://s3.amazonaws.com")
    region = env.text("GONGJU_S3_REGION", "us-east-1")
    access, secret = env.text("GONGJU_S3_ACCESS_KEY"), env.secret("GONGJU_S3_SECRET_KEY", folder / "s3-secret-key")
    ca_file = env.text("GONGJU_S3_CA_FILE")
    if not bucket:
        return {"BACKEND": "gongju.documents.local_files.LocalFiles"}
    if ca_file and not Path(ca_file).is_file():
        env.fault("E015", "GONGJU_S3_CA_FILE", f"{ca_file} is not there", "Name a file of certificates (PEM).")
    parts = urlsplit(endpoint)
    if parts.scheme != "https" and parts.hostname not in LOOPBACK:
        env.fault("E019", "GONGJU_S3_ENDPOINT", f"“{endpoint}” is not https", "Write https; http only on loopback.")
    if not (access and secret):
        hint = "Set GONGJU_S3_ACCESS_KEY, and GONGJU_S3_SECRET_KEY or a file in GONGJU_S3_SECRET_KEY_FILE."
        env.fault("E019", "GONGJU_S3_BUCKET", "the object store has no keys to sign in with", hint)
    if not (find_spec("storages") and find_spec("boto3")):
        hint = "Install gongju[s3]: pip install --require-hashes -r requirements/s3.txt. Or leave GONGJU_S3_BUCKET out."
        env.fault("E018", "GONGJU_S3_BUCKET", "the packages for an object store are not installed", hint)
        return {"BACKEND": "gongju.documents.local_files.LocalFiles"}
    options = {
        "bucket_name": bucket,
        "endpoint_url": endpoint,
        "region_name": region,
        "access_key": access,
        "secret_key": secret,
        "verify": ca_file or None,
    }
    return {"BACKEND": "gongju.documents.s3_files.S3Files", "OPTIONS": options}
