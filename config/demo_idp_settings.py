"""Settings of the demo's sign-in provider: a process, a database file and cookies of its own, on loopback only."""

from config.settings import GONGJU
from gongju.portals.demo_idp.signing_key import signing_key

DEBUG = False
SECRET_KEY = f"demo provider, loopback only, {'-' * 40}"
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
ROOT_URLCONF = "config.demo_idp_urls"
WSGI_APPLICATION = "config.wsgi.application"
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": GONGJU.var / "demo-idp.sqlite3",
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 10, "init_command": "PRAGMA journal_mode=WAL;"},
    }
}
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "oauth2_provider",
    "gongju.portals.demo_idp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
AUTHENTICATION_BACKENDS = ["gongju.portals.demo_idp.people.Picked"]
LOGIN_URL = "demo_idp:who"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]
LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
STATIC_URL = "/static/"
STATICFILES_DIRS = [GONGJU.root / "gongju" / "portals" / "shared" / "static"]  # the site's own look
WHITENOISE_USE_FINDERS = True

# Cookies know no ports: other names than the site's, which stands on the same host.
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "gongju_idp_session", "gongju_idp_csrf"
SECURE_REFERRER_POLICY = "same-origin"

OAUTH2_PROVIDER = {
    "OIDC_ENABLED": True,
    "OIDC_RP_INITIATED_LOGOUT_ENABLED": True,
    "OIDC_RSA_PRIVATE_KEY": signing_key(GONGJU.var / "demo-idp-key.pem"),
    "OIDC_ISS_ENDPOINT": GONGJU.demo_issuer,
    "OAUTH2_VALIDATOR_CLASS": "gongju.portals.demo_idp.claims.Claims",
    "SCOPES": {"openid": "身份", "profile": "姓名"},
    "PKCE_REQUIRED": True,
    "COMPLIANT_BCP_RFC9700_PKCE_METHOD": True,
    "COMPLIANT_BCP_RFC9700_IMPLICIT_GRANT": True,
    "COMPLIANT_BCP_RFC9700_PASSWORD_GRANT": True,
    "ALLOWED_REDIRECT_URI_SCHEMES": ["http", "https"],
    "ALLOWED_SCHEMES": ["http", "https"],
    "ACCESS_TOKEN_EXPIRE_SECONDS": 300,
    "ID_TOKEN_EXPIRE_SECONDS": 300,
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
