"""What the portal is made of, and in which order a request goes through it."""

from portal.settings.environment import BASE_DIR

INSTALLED_APPS = [
    "portal",
    "trials",
    "contacts",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    # The list of passkeys says "an hour ago" with it.
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "crispy_forms",
    "anymail",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.middleware.headers.request_id",
    "portal.middleware.headers.security_headers",
    "portal.middleware.headers.staff_unstored",
    "portal.middleware.indexing.robots_tag",
    "csp.middleware.CSPMiddleware",
    "portal.middleware.language.path_language",
    "portal.middleware.readable.ReadableOnly",
    "portal.middleware.sessions.ProvenSessions",
    "django.middleware.common.CommonMiddleware",
    "portal.middleware.bodylimit.BodyLimit",
    "portal.middleware.keeping.KeptWords",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.middleware.idle.IdleSession",
    "portal.middleware.second_factor.SecondFactor",
    "portal.middleware.audited.AuditedStaff",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "portal.pages.renderer.PlainInputs"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "portal.pages.compiled.loading.QuickLoader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.pages.context.site",
            ],
            "builtins": [
                "portal.pages.tags.constant_addresses",
                "portal.pages.tags.fact_rows",
                "portal.pages.moments",
                "portal.pages.fields",
                "portal.pages.components",
                "portal.pages.languages",
                "portal.pages.wording",
                "contacts.mail.linked",
                "trials.listing.condition_names",
                "trials.texts.legal.tag",
            ],
        },
    }
]
# Our own way to draw a field: templates/forms/.
CRISPY_ALLOWED_TEMPLATE_PACKS = ("forms",)
CRISPY_TEMPLATE_PACK = "forms"
