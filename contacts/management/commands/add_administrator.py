"""The first administrator of an installation, who then invites all others."""

import sys
from getpass import getpass
from typing import Any

from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.utils import timezone

from contacts.teams.accounts import first_password_link
from contacts.teams.actions.roles import add_administrator


class Command(BaseCommand):
    """Make somebody an administrator; a password never stands on the command line."""

    help = (
        "Makes an administrator and prints a link, good once and for three days, under "
        "which they choose their password. At the first sign-in they set up a second "
        "factor. Running it again makes a new link."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare whose account it is."""
        parser.add_argument("email", help="the address to sign in with")
        parser.add_argument(
            "--ask-password",
            action="store_true",
            help="read the password from the prompt or the standard input instead",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the account, then print the link or set the password."""
        email = options["email"].strip()
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(f"{email} is no e-mail address.") from None
        # Asked before anything is written: a refused password leaves no account.
        password = asked_password() if options["ask_password"] else None
        user = add_administrator(email=email, now=timezone.now(), by="operator")
        if password is None:
            self.stdout.write(
                f"{email} is an administrator. This link works once, for three days:\n"
                f"{first_password_link(user)}"
            )
            return
        set_password(user, password)
        self.stdout.write(f"{email} is an administrator and can sign in.")


def asked_password() -> str:
    """Read a password without showing it; from a pipe, its first line."""
    is_typed = sys.stdin.isatty()
    password = getpass() if is_typed else sys.stdin.readline().rstrip("\r\n")
    try:
        validate_password(password)
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from None
    return password


def set_password(user: User, password: str) -> None:
    """Give an account its password."""
    user.set_password(password)
    user.save(update_fields=["password"])
