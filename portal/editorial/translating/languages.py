"""Languages in the administration: which ones editors prepare and which ones the public reads."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from portal.core.catalogues import share_text
from portal.core.models import Language
from portal.editorial.translating.locales import use_language


class ChangeOnlyPolicy(ModelPermissionPolicy):
    """The settings name the languages; administrators choose what becomes of each."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in ("change", "view") and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class LanguageIndexView(IndexView):
    default_ordering = "position"
    is_searchable = False


class LanguageEditView(EditView):
    """Opening or preparing a language is this one step: what editors need for it is made along."""

    def save_instance(self) -> Language:
        with transaction.atomic():
            language: Language = super().save_instance()
            use_language(language=language)
        return language


class LanguageViewSet(ModelViewSet):
    model = Language
    icon = "globe"
    menu_label = _("Languages")
    menu_order = 600
    add_to_settings_menu = True
    copy_view_enabled = False
    index_view_class = LanguageIndexView
    edit_view_class = LanguageEditView
    form_fields = ["state", "position"]
    list_per_page = 50
    list_display = [
        "__str__",
        "code",
        Column("state", label=_("State"), accessor="get_state_display"),
        Column("interface", label=_("Interface texts translated"), accessor=lambda row: share_text(row.code)),
        "position",
    ]

    @property
    def permission_policy(self) -> ModelPermissionPolicy:
        return ChangeOnlyPolicy(self.model)
