"""Readers' messages in the editors' desk: to read, and to say that they are answered."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from portal.editorial.models import ContactMessage


class ReadersWordsPolicy(ModelPermissionPolicy):
    """Nobody writes a reader's message, and only the clock deletes one."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in ("view", "change") and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class ContactMessageViewSet(ModelViewSet):
    """The newest first; only the state can be changed."""

    model = ContactMessage
    icon = "mail"
    menu_label = _("Messages")
    menu_order = 360
    add_to_admin_menu = True
    inspect_view_enabled = True
    copy_view_enabled = False
    list_display = ["created_at", "kind", "state", "address", "email"]
    list_filter = ["state", "kind"]
    search_fields = ["message", "email", "address"]
    ordering = ["-created_at"]
    list_per_page = 50
    panels = [
        FieldPanel("message", read_only=True),
        FieldPanel("kind", read_only=True),
        FieldPanel("email", read_only=True),
        FieldPanel("address", read_only=True),
        FieldPanel("created_at", read_only=True),
        FieldPanel("state"),
    ]

    @property
    def permission_policy(self) -> ModelPermissionPolicy:
        return ReadersWordsPolicy(self.model)


@hooks.register("register_admin_viewset")
def register_messages() -> ContactMessageViewSet:
    return ContactMessageViewSet("contact_messages")
