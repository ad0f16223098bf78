"""How staff sign in, and how long they stay."""

from portal.settings import refusals
from portal.settings.applications import INSTALLED_APPS
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
    "add_webauthn": "portal.key_forms.NewKeyForm",
    "edit_webauthn": "portal.key_forms.RenamedKeyForm",
}
# Nobody signs up by themselves, so an address is whose the invitation says. A password
# chosen through a link leaves it unproven, and its owner would get no second factor.
MFA_ALLOW_UNVERIFIED_EMAIL = True
# A code that was typed in its last second still counts when it arrives (RFC 6238, 5.2).
MFA_TOTP_TOLERANCE = 1
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
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
# The hospital's own sign-in service (docs/sign-in.md); none unless OIDC_ISSUER says so.
OIDC_ISSUER = refusals.https_address("OIDC_ISSUER", env.str("OIDC_ISSUER", ""))
OIDC_NAME = env.str("OIDC_NAME", "")
OIDC_CLIENT_ID = env.str("OIDC_CLIENT_ID", "")
# Groups that stand for teams, as {"group": "name of the team"}.
OIDC_GROUPS = env.json("OIDC_GROUPS", "{}")
OIDC_GROUPS_CLAIM = env.str("OIDC_GROUPS_CLAIM", "groups")
# A service that says nothing of email_verified, and gives no unproven address.
OIDC_EMAIL_TRUSTED = env.bool("OIDC_EMAIL_TRUSTED", False)
# What in its token says that a second factor was asked for; acr is asked for, too.
OIDC_AMR = env.list("OIDC_AMR", ["mfa"])
OIDC_ACR = env.list("OIDC_ACR", [])
# The one account whose password still opens the console; empty: every one's does.
BREAK_GLASS_EMAIL = env.str("BREAK_GLASS_EMAIL", "").casefold()
MFA_PASSKEY_LOGIN_ENABLED = not BREAK_GLASS_EMAIL
if OIDC_ISSUER:
    INSTALLED_APPS += [
        "allauth.socialaccount",
        "allauth.socialaccount.providers.openid_connect",
    ]
    SOCIALACCOUNT_ADAPTER = "contacts.teams.outside.accounts.InvitedOnly"
    SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "hospital",
                    "name": OIDC_NAME,
                    "client_id": OIDC_CLIENT_ID,
                    "secret": env.str("OIDC_CLIENT_SECRET", ""),
                    "settings": {"server_url": OIDC_ISSUER},
                }
            ],
        }
    }
