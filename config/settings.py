"""All settings of one installation, from the environment (`docs/settings.md`), each with a safe default."""

import os
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from config.environment import Environment
from config.installation import Installation
from config.object_store import file_storage
from config.pdf_signing import pdf_signing
from config.registries import gateways
from config.sign_in import entrances

LOOPBACK = {"127.0.0.1", "::1", "localhost"}
MEGABYTE = 1024 * 1024
SHORTEST, LONGEST = 5, 1440
"""Minutes of a session."""
ROOT = Path(__file__).resolve().parent.parent

env = Environment(os.environ)
VAR = env.path("GONGJU_VAR", ROOT / "var")


def _kept_port(var: Path, name: str, default: int) -> int:
    """The port that a process of the demo was first given: accounts are tied to the provider's, so it stays."""
    kept = var / name
    text = kept.read_text().strip() if kept.exists() else ""
    return int(text) if text.isdigit() else default


_own_secret = env.secret_key("GONGJU_SECRET_KEY", VAR / "keys" / "secret-key")
_own_keys = env.keys("GONGJU_KEYS", VAR / "keys" / "field-keys")
_signing_keys = env.keys("GONGJU_SIGNING_KEYS", VAR / "keys" / "signing-keys")
_pdf_key, _pdf_certificates = pdf_signing(env, VAR / "keys")
_port = env.whole("PORT", 8000, lowest=1, highest=65535)
_demo = env.flag("GONGJU_DEMO")
_demo_registries_port = env.whole(
    "GONGJU_DEMO_REGISTRIES_PORT", _kept_port(VAR, "demo-registries-port", 8002), lowest=1, highest=65535
)
GONGJU = Installation(
    root=ROOT,
    var=VAR,
    demo=_demo,
    host=env.text("GONGJU_HOST", "127.0.0.1"),
    port=_port,
    workers=env.whole("GONGJU_WORKERS", 2, lowest=1, highest=64),
    public_url=env.origin("GONGJU_PUBLIC_URL", f"http://127.0.0.1:{_port}"),
    demo_idp_port=env.whole("GONGJU_DEMO_IDP_PORT", _kept_port(VAR, "demo-idp-port", 8001), lowest=1, highest=65535),
    upload_limit=env.whole("GONGJU_UPLOAD_MB", 10, lowest=1, highest=100) * MEGABYTE,
    upload_pages=env.whole("GONGJU_UPLOAD_PAGES", 200, lowest=1, highest=2000),
    files_sealed=env.flag("GONGJU_SEAL_FILES"),
    scanner=env.socket("GONGJU_CLAMD"),
    look_ups_an_hour=env.whole("GONGJU_LOOK_UPS_AN_HOUR", 60, lowest=1, highest=100_000),
    reissues_a_day=env.whole("GONGJU_REISSUES_A_DAY", 3, lowest=1, highest=100),
    behind_proxy=env.flag("GONGJU_BEHIND_PROXY"),
    demo_registries_port=_demo_registries_port,
    registries=gateways(env, demo_url=f"http://127.0.0.1:{_demo_registries_port}" if _demo else ""),
    registry_fresh_days=env.whole("GONGJU_REGISTRY_FRESH_DAYS", 30, lowest=1, highest=366),
    keys=_own_keys or (("loopback", sha256(b"known to everyone: for loopback only").digest()),),
    keep_days={
        "messages": env.whole("GONGJU_KEEP_MESSAGES_DAYS", 1095, lowest=0, highest=36500),
        "askers": env.whole("GONGJU_KEEP_ASKERS_DAYS", 365, lowest=0, highest=36500),
        "identity_papers": env.whole("GONGJU_KEEP_IDENTITY_PAPERS_DAYS", 365, lowest=0, highest=36500),
        "gatherings": env.whole("GONGJU_KEEP_GATHERINGS_DAYS", 30, lowest=0, highest=36500),
    },
    session_minutes={
        kind: env.whole(f"GONGJU_SESSION_MINUTES_{kind.upper()}", 480, lowest=SHORTEST, highest=LONGEST)
        for kind in ("person", "agent", "staff")
    }
    | env.wholes("GONGJU_SESSION_MINUTES_ROLES", lowest=SHORTEST, highest=LONGEST),
    fresh_minutes=env.whole("GONGJU_FRESH_SIGN_IN_MINUTES", 30, lowest=0, highest=1440),
    national_algorithms=env.flag("GONGJU_NATIONAL_ALGORITHMS"),
    signing_keys=_signing_keys,
    pdf_key=_pdf_key,
    pdf_certificates=_pdf_certificates,
    retired_public_keys=env.keys("GONGJU_RETIRED_PUBLIC_KEYS", VAR / "keys" / "retired-public-keys"),
)
# Sign-in: who comes in is told by these providers alone; there are no passwords here.
ENTRANCES = entrances(env, demo_issuer=GONGJU.demo_issuer if GONGJU.demo else "")
_other_hosts = env.names("GONGJU_ALLOWED_HOSTS")
for _name, _open in [
    ("GONGJU_HOST", GONGJU.host),
    ("GONGJU_PUBLIC_URL", urlsplit(GONGJU.public_url).hostname or ""),
    ("GONGJU_ALLOWED_HOSTS", next(iter(_other_hosts), "localhost")),
    ("GONGJU_BEHIND_PROXY", "a proxy" if GONGJU.behind_proxy else "localhost"),
]:
    if _open in LOOPBACK:
        continue
    for _missing, _key in [(not _own_secret, "GONGJU_SECRET_KEY"), (not _own_keys, "GONGJU_KEYS")]:
        if _missing:
            env.fault("E010", _name, f"{_open} is open to others but has no {_key}", f"Set {_key}.")
    if GONGJU.demo:
        env.fault("E011", _name, f"the demo may not be open to others by {_open}", "Leave GONGJU_DEMO out.")

DEBUG = False
SECRET_KEY = _own_secret or "known to everyone: for loopback only " + "-" * 40
ALLOWED_HOSTS = [*_other_hosts, "127.0.0.1", "localhost", "[::1]"]
DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{VAR / 'gongju.sqlite3'}")}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "config",
    "gongju.journal",
    "gongju.outbox",
    "gongju.people",
    "gongju.documents",
    "gongju.employers",
    "gongju.registries",
    "gongju.casework",
    "gongju.permits",
    "gongju.quota",
    "gongju.appointments",
    "gongju.sanctions",
    "gongju.enquiries",
    "gongju.access",
    "gongju.notifications",
    "gongju.ops",
    "gongju.portals.shared",
    "gongju.portals.public",
    "gongju.portals.applicant",
    "gongju.portals.employer",
    "gongju.portals.officer",
    "gongju.portals.signin",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "gongju.portals.shared.bodies.BoundedBodies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "gongju.portals.shared.told.ToldPages",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["gongju.portals.signin.backend.SignedIn"]
LOGIN_URL = "signin:choose"
ACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_ONLY = True
SOCIALACCOUNT_ADAPTER = "gongju.portals.signin.adapter.SignInAdapter"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# Static files: named by digest, compressed once, served by the same process.
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": file_storage(env, VAR / "keys"),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# One file is bounded by `upload_limit`; the rest of a form is small.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * MEGABYTE
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_PERMISSIONS = 0o600

# Security. Behind https everything is marked secure; on loopback a plain address must still work.
_https = GONGJU.public_url.startswith("https://")
_prefix = "__Host-" if _https else ""
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{_prefix}gongju_session", f"{_prefix}gongju_csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
SESSION_COOKIE_AGE = 8 * 60 * 60
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [GONGJU.public_url]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if _https else 0
# Sending plain requests on to https, and speaking for sibling domains, is the proxy's business, not ours.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W008", "security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if GONGJU.behind_proxy else None
X_FRAME_OPTIONS = "DENY"  # a stored file shown beside the case says SAMEORIGIN itself
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],  # the marks of Tabler's check boxes and selects are data: pictures
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'self'"],
        # A form that signs in is answered by a way to the provider's page, which counts as its target.
        "form-action": ["'self'", *sorted({entrance.origin for entrance in ENTRANCES if entrance.is_open})],
    }
}

# Everything is told on the error stream, one line each, identity and phone numbers masked.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "masked": {
            "()": "config.masking.MaskingFormatter",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "masked"}},
    "root": {
        "handlers": ["stderr"],
        "level": env.choice("GONGJU_LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR")),
    },
    "loggers": {
        "django": {"level": "INFO", "handlers": ["stderr"], "propagate": False},
        "pikepdf": {"level": "WARNING"},  # greets every process
    },
}

NAMES_ASKED = frozenset(env.asked)
env.refuse_if_wrong()
