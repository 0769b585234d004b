"""`manage.py reset_second_factor ADDRESS`: for somebody who has lost phone, passkey and recovery codes."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.accounts.actions import reset_second_factor
from portal.accounts.models import User


class Command(BaseCommand):
    help = "Take away the second factors of an account and sign it out everywhere; be sure who asks for it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="Address of the account.")

    def handle(self, *, email: str, **options: Any) -> None:
        user = User.objects.filter(email=email.lower()).first()
        if user is None:
            raise CommandError(f"No account has the address {email}.")
        count = reset_second_factor(user=user)
        self.stdout.write(f"Taken away: {count}. {email} sets up a new second factor after signing in.")
