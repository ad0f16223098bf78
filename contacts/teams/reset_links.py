"""Links for a new password outlive SECRET_KEY, as all links in mails do.

Only the setting ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR leads here: allauth reads it
while its own module is still being loaded.
"""

from allauth.account.forms import EmailAwarePasswordResetTokenGenerator

from portal.keyring import lookup_secret


class LastingResetTokens(EmailAwarePasswordResetTokenGenerator):
    """allauth's tokens, made with the installation's own secret."""

    @property
    def secret(self) -> str:
        """Return what the tokens are made with."""
        return lookup_secret()
