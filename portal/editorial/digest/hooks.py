"""The digest's place in the editors' desk; importing this registers it."""

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.editorial.digest.permissions import can_edit_digest


class DigestItem(MenuItem):
    """Shown to those who may write the digest."""

    def is_shown(self, request: HttpRequest) -> bool:
        return can_edit_digest(request.user)


@hooks.register("register_admin_urls")
def digest_urls() -> list[URLResolver]:
    return [path("digest/", include("portal.editorial.digest.desk_urls"))]


@hooks.register("register_admin_menu_item")
def digest_menu_item() -> DigestItem:
    return DigestItem(_("Weekly digest"), reverse_lazy("digest_desk:index"), icon_name="mail", order=320)
