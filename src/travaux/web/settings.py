"""Django's settings, worked out from the desk's own (`config`). Accounts only: no record is in Django's database.

Strict by default: nobody reads without signing in but what is public; one constant Content Security Policy, which
allows no inline script or style; cookies only over TLS unless the desk serves this machine alone.
"""

from __future__ import annotations

from pathlib import Path

from travaux.web import databases
from travaux.web.config import current

DESK = current()
_HERE = Path(__file__).resolve().parent

SECRET_KEY = DESK.secret
DEBUG = False
ALLOWED_HOSTS = [DESK.host, DESK.signing_host]
ROOT_URLCONF = "travaux.web.urls"
SIGNING_URLCONF = "travaux.web.signing.urls"
WSGI_APPLICATION = None
AUTH_USER_MODEL = "accounts.Member"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "travaux.web.accounts",
]

MIDDLEWARE = [
    "travaux.web.headers.Headers",
    "django.middleware.security.SecurityMiddleware",
    "travaux.web.hosts.Sites",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "travaux.web.faults.Faults",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [_HERE / "templates", _HERE / "entrance" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "travaux.web.drawing.environment", "trim_blocks": True, "lstrip_blocks": True},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

DATABASES = {
    "default": databases.of_server(DESK.store)
    if DESK.store
    else {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(Path(DESK.data) / "web.sqlite3"),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 10,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }
}
CACHES = {
    # Rate limits must count over all processes of a desk.
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "limits"}
}

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_ADAPTER = "travaux.web.entrance.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
MFA_ADAPTER = "travaux.web.entrance.adapter.Passkeys"
MFA_SUPPORTED_TYPES = ["webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not DESK.secure
MFA_WEBAUTHN_USER_VERIFICATION = "required"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr", "Français"), ("ar", "العربية"), ("uk", "Українська")]
LOCALE_PATHS = [_HERE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
_PAGES = _HERE.parent / "formats" / "html"
STATICFILES_DIRS = [_HERE / "static", ("fonts", _PAGES / "fonts"), ("sheets", _PAGES / "sheets")]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 86400

SESSION_COOKIE_NAME = "desk"
SESSION_COOKIE_AGE = 14 * 86400
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = DESK.secure
SECURE_HSTS_SECONDS = 31_536_000 if DESK.secure else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = DESK.secure
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if DESK.secure else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "travaux.web.faults.forged"
# A desk that serves this machine alone has no TLS: the four checks that ask for it do not apply.
SILENCED_SYSTEM_CHECKS = [] if DESK.secure else ["security.W004", "security.W008", "security.W012", "security.W016"]

DATA_UPLOAD_MAX_MEMORY_SIZE = 1 << 20
FILE_UPLOAD_MAX_MEMORY_SIZE = 1 << 20
LARGEST_UPLOAD = 50 << 20

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
