"""All settings of the site: one file, environment variables with defaults that let a fresh clone run.

`ARCHIVE_ENV=production` demands what a public site must state itself (secret, host names) and turns on
what only works behind HTTPS. `docs/operator.md` lists every variable.
"""

import contextlib
import secrets
from pathlib import Path

from csp.constants import NONE, SELF
from environs import Env

env = Env()

BASE_DIR = Path(__file__).resolve().parent.parent

PRODUCTION = env.str("ARCHIVE_ENV", "local") == "production"
DEBUG = env.bool("ARCHIVE_DEBUG", False)

#: Everything the program keeps: the SQLite file, later the index.
ARCHIVE_HOME = Path(env.str("ARCHIVE_HOME", str(BASE_DIR / "var"))).expanduser().resolve()


def _local_secret() -> str:
    """A secret of this installation's own, made at the first start; never one that is in the repository."""
    path = ARCHIVE_HOME / "secret-key"
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        pass
    except OSError:
        return secrets.token_urlsafe(50)
    made = secrets.token_urlsafe(50)
    try:
        ARCHIVE_HOME.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="ascii") as file:
            path.chmod(0o600)
            file.write(made)
    except FileExistsError:  # another process of the same start was first
        return path.read_text(encoding="ascii").strip() or made
    except OSError:  # a read-only home: sessions last as long as this process
        return made
    return made


SECRET_KEY = (
    env.str("ARCHIVE_SECRET_KEY") if PRODUCTION else env.str("ARCHIVE_SECRET_KEY", "") or _local_secret()
)
ALLOWED_HOSTS = (
    env.list("ARCHIVE_HOSTS")
    if PRODUCTION
    else env.list("ARCHIVE_HOSTS", ["127.0.0.1", "localhost", "[::1]", "testserver"])
)
CSRF_TRUSTED_ORIGINS: list[str] = env.list("ARCHIVE_TRUSTED_ORIGINS", [])

INSTALLED_APPS = [
    "archive",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "csp",
    "django_filters",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
]

ROOT_URLCONF = "dwsite.urls"
WSGI_APPLICATION = "dwsite.wsgi.application"
ASGI_APPLICATION = "dwsite.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- database -------------------------------------------------------------------------------------

SQLITE_OPTIONS = {
    # A deferred transaction that turns into a writer fails at once when another has written meanwhile;
    # an immediate one waits its turn.
    "transaction_mode": "IMMEDIATE",
    "timeout": 30,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
        "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=268435456; PRAGMA cache_size=-65536;"
    ),
}

DATABASE_URL = env.str("DATABASE_URL", "")
if DATABASE_URL:
    DATABASES = {"default": env.dj_db_url("DATABASE_URL", conn_max_age=60, conn_health_checks=True)}
else:
    DATABASES = {
        "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(ARCHIVE_HOME / "archive.sqlite3")}
    }
    # Where this cannot be made, opening the database says so.
    with contextlib.suppress(OSError):
        ARCHIVE_HOME.mkdir(parents=True, exist_ok=True)
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- people who sign in ---------------------------------------------------------------------------

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"

# --- language and time ----------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.str("ARCHIVE_TIME_ZONE", "UTC")

# --- reading --------------------------------------------------------------------------------------

#: Readers of page designs besides the archive's own: dotted names of modules (docs/new-page-design.md).
_readers: list[str] = env.list("ARCHIVE_READERS", [])
ARCHIVE_READERS = [name.strip() for name in _readers if name.strip()]
#: The steps that find names, in order, and recognisers besides the archive's own (docs/operator.md).
_recognisers: list[str] = env.list("ARCHIVE_RECOGNISERS", [])
ARCHIVE_RECOGNISERS = [word.strip() for word in _recognisers if word.strip()]

# --- files ----------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = Path(env.str("ARCHIVE_STATIC", str(ARCHIVE_HOME / "static")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "whitenoise.storage.CompressedManifestStaticFilesStorage"
            if PRODUCTION
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = DEBUG

# --- safety ---------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
if PRODUCTION:
    SECURE_SSL_REDIRECT = env.bool("ARCHIVE_SSL_REDIRECT", True)
    SECURE_PROXY_SSL_HEADER = (
        ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("ARCHIVE_BEHIND_PROXY", False) else None
    )
    SECURE_HSTS_SECONDS = env.int("ARCHIVE_HSTS_SECONDS", 31_536_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("ARCHIVE_HSTS_SUBDOMAINS", True)
    SECURE_HSTS_PRELOAD = env.bool("ARCHIVE_HSTS_PRELOAD", True)
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
# The admin's change page of an article with many mentions posts many fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.str("ARCHIVE_LOG_LEVEL", "WARNING")},
}
