"""How staff sign in, and how long they stay."""

from portal.settings.environment import env
from portal.settings.hosts import DEBUG, TRUSTED_HOPS

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "contacts:inbox"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "contacts.teams.accounts.ClosedSignUpAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
# A new SECRET_KEY ends sessions, not the links that were mailed.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "contacts.teams.reset_links.LastingResetTokens"  # noqa: S105 - a class
# A mail to an unknown address would offer a sign-up that does not exist.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
MFA_ADAPTER = "contacts.teams.code_forms.EncryptingMFAAdapter"
MFA_FORMS = {
    "authenticate": "contacts.teams.code_forms.SecondFactorForm",
    "reauthenticate": "contacts.teams.code_forms.SecondFactorAgainForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# A working day at most, and a while without a press of a key (portal.middleware.idle).
SESSION_COOKIE_AGE = 12 * 3600
# The table of sessions opens none (portal.middleware.sessions).
SESSION_ENGINE = "portal.middleware.sessions"
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "portal.views.csrf_failure"
# What staff are told must not lie in a cookie of its own.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_HOPS
# Off only for the demonstration, whose sign-in stands on the terminal.
MFA_REQUIRED = env.bool("MFA_REQUIRED", not DEBUG)
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG
MFA_TOTP_ISSUER = env.str("PORTAL_NAME", "Trial Portal")
SESSION_IDLE_MINUTES = env.int("SESSION_IDLE_MINUTES", 60)
