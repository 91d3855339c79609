"""Settings. Everything that differs between machines comes from the environment (docs/operate.md lists each name)."""

import os
from urllib.parse import unquote, urlparse

from django.core.exceptions import ImproperlyConfigured

from liangzhan.toolkit import paths

PACKAGE = paths.PACKAGE
HOME = paths.home()
DEBUG = os.environ.get("LIANGZHAN_DEBUG", "") == "1"
SECRET_KEY = paths.secret_key()
ALLOWED_HOSTS = os.environ.get("LIANGZHAN_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("LIANGZHAN_ORIGINS", "").split(",") if origin]
BEHIND_TLS = os.environ.get("LIANGZHAN_TLS", "") == "1"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "liangzhan.toolkit",
    "liangzhan.access",
    "liangzhan.audit",
    "liangzhan.documents",
    "liangzhan.divisions",
    "liangzhan.stations",
    "liangzhan.accounts",
    "liangzhan.people",
    "liangzhan.notices",
    "liangzhan.ledger",
    "liangzhan.occasions",
    "liangzhan.needs",
    "liangzhan.credentials",
    "liangzhan.staff",
    "liangzhan.protection",
    "liangzhan.casework",
    "liangzhan.activities",
    "liangzhan.volunteers",
    "liangzhan.funds",
    "liangzhan.programme",
    "liangzhan.reporting",
    "liangzhan.home",
    "liangzhan.exchange",
    "liangzhan.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "liangzhan.accounts.middleware.ActorMiddleware",
    "liangzhan.access.middleware.GuardMiddleware",
]

ROOT_URLCONF = "liangzhan.urls"
WSGI_APPLICATION = "liangzhan.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {"environment": "liangzhan.toolkit.templating.environment"},
    },
    {
        # Only for what libraries render themselves (allauth's mails); our pages are Jinja2.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
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


def _database(url: str) -> dict[str, object]:
    """`LIANGZHAN_DATABASE_URL`: empty for SQLite in the home, or postgresql://user:password@host:port/name."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(paths.database_path()),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            },
        }
    parts = urlparse(url)
    if parts.scheme not in ("postgresql", "postgres"):
        raise ImproperlyConfigured("LIANGZHAN_DATABASE_URL 只支持 postgresql://，留空则使用 SQLite。")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or "") or os.environ.get("PGHOST", ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "OPTIONS": {"prepare_threshold": 5},
    }


DATABASES = {"default": _database(os.environ.get("LIANGZHAN_DATABASE_URL", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Sign-in counters and used codes must be seen by every worker process, so they live in the database.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "liangzhan_cache"}}

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = None  # nothing is collected: WhiteNoise reads the files where they stand in the package
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 35 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000

AUTH_USER_MODEL = "accounts.User"
# One backend only: a second one would be asked after the lock has said no.
AUTHENTICATION_BACKENDS = ["liangzhan.accounts.backends.LockingBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "liangzhan.accounts.passwords.ThreeClassesValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:desk"
LOGOUT_REDIRECT_URL = "account_login"

SESSION_COOKIE_AGE = 30 * 60  # idle sign-out after 30 minutes (GB/T 22239 身份鉴别)
SESSION_SAVE_EVERY_REQUEST = False  # accounts.middleware moves the expiry once a minute instead of at every request
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SECURE_SSL_REDIRECT = False  # the proxy that holds the certificate redirects
SECURE_HSTS_SECONDS = 31536000 if BEHIND_TLS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "style-src": ["'self'"],
        "script-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

ACCOUNT_USER_MODEL_EMAIL_FIELD = None  # no mail addresses are kept
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "liangzhan.accounts.adapter.AccountAdapter"
ALLAUTH_TRUSTED_PROXY_COUNT = int(BEHIND_TLS)  # as access.addresses: a limit per address must not hit everybody
ACCOUNT_RATE_LIMITS = {"login_failed": None, "login": "60/m/ip"}
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "两站平台"
# allauth's own limit hangs on "login_failed", which is ours to count (ACCOUNT_RATE_LIMITS).
MFA_FORMS = {
    "authenticate": "liangzhan.accounts.forms.codes.AuthenticateForm",
    "reauthenticate": "liangzhan.accounts.forms.codes.ReauthenticateForm",
}
MFA_ADAPTER = "liangzhan.accounts.mfa_adapter.MFAAdapter"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not BEHIND_TLS  # http://localhost only; a real host has TLS

EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("LIANGZHAN_LOG", "WARNING")},
}

SILENCED_SYSTEM_CHECKS = [
    # TLS stands at the proxy; without LIANGZHAN_TLS=1 the platform serves loopback only.
    "security.W004",
    "security.W008",
    "security.W012",
    "security.W016",
    "security.W021",
]
