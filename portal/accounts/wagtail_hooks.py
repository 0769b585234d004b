"""Accounts in the editors' area: their addresses are confirmed like everybody's."""

from allauth.account.models import EmailAddress
from django.http import HttpRequest
from wagtail import hooks

from portal.accounts.models import User


@hooks.register("after_edit_user")
def ask_for_confirmation(request: HttpRequest, user: User) -> None:
    """An address that an administrator replaced signs nobody in any more; the new one is confirmed first."""
    EmailAddress.objects.filter(user=user).exclude(email__iexact=user.email).delete()
