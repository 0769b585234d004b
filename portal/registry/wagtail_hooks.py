"""The registry in the site's administration: schemes and weights to edit, official lists to look up."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.permission_policies import ModelPermissionPolicy

from portal.registry.models import Country, Firm, GroupMember, Industry, IndustryGroup, Region, RegionChange, Scheme


class LookUpPolicy(ModelPermissionPolicy):
    """Official data: whoever may view it may look it up, nobody may change it by hand."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class OfficialViewSet(ModelViewSet):
    """A list with search and a page that shows one entry; no form."""

    exclude_form_fields: list[str] = []
    inspect_view_enabled = True
    copy_view_enabled = False
    list_per_page = 50

    @property
    def permission_policy(self) -> ModelPermissionPolicy:
        return LookUpPolicy(self.model)


class SchemeViewSet(ModelViewSet):
    model = Scheme
    icon = "list-ul"
    menu_label = _("Schemes")
    form_fields = ["code", "name", "names", "description", "source", "composition", "position"]
    list_display = ["name", "code", "composition", "position"]


class IndustryGroupViewSet(ModelViewSet):
    model = IndustryGroup
    icon = "folder-open-1"
    menu_label = _("Industry groups")
    form_fields = ["scheme", "code", "name", "names", "market", "position"]
    list_display = ["name", "code", "scheme", "market"]
    list_filter = ["scheme", "market"]
    search_fields = ["name", "code"]


class GroupMemberViewSet(ModelViewSet):
    """Weights count from the next computation of figures on; published releases keep theirs."""

    model = GroupMember
    icon = "list-ol"
    menu_label = _("Weights")
    form_fields = ["group", "industry", "weight"]
    list_display = ["group", "industry", "weight"]
    list_filter = ["group__scheme", "group"]
    list_per_page = 100


class CountryViewSet(OfficialViewSet):
    model = Country
    icon = "site"
    menu_label = _("Countries")
    list_display = ["name", "code", "membership", "protocol_order"]
    list_filter = ["membership"]
    inspect_view_fields = ["code", "iso_code", "name", "membership", "protocol_order", "footnote"]


class RegionViewSet(OfficialViewSet):
    model = Region
    icon = "globe"
    menu_label = _("Regions")
    list_display = ["code", "name_latin", "version", "level", "country"]
    list_filter = ["version", "level", "country"]
    search_fields = ["code", "name_latin", "name_native"]
    inspect_view_fields = [
        "code", "version", "level", "parent", "name_native", "name_latin", "is_mountain", "is_urban", "is_coastal",
        "valid_from", "valid_to",
    ]  # fmt: skip


class RegionChangeViewSet(OfficialViewSet):
    model = RegionChange
    icon = "history"
    menu_label = _("Changes of regions")
    list_display = ["from_version", "to_version", "old_code", "new_code", "kind", "source"]
    list_filter = ["from_version", "kind"]
    search_fields = ["old_code", "new_code"]
    inspect_view_fields = ["from_version", "to_version", "old_code", "new_code", "kind", "source"]


class IndustryViewSet(OfficialViewSet):
    model = Industry
    icon = "tag"
    menu_label = _("NACE codes")
    list_display = ["code", "level", "parent"]
    list_filter = ["level"]
    search_fields = ["code"]
    inspect_view_fields = ["code", "level", "parent"]


class FirmViewSet(OfficialViewSet):
    """Firms come by import; their figures are not looked up here."""

    model = Firm
    icon = "group"
    menu_label = _("Firms")
    exclude_form_fields = ["website"]  # nobody fills the form, and its field for addresses warns of Django 6
    list_display = ["name", "country", "town", "region_code", "nace", "size_class", "source", "is_demonstration"]
    list_filter = ["country", "kind", "size_class", "placed_by", "source", "is_demonstration"]
    search_fields = ["name", "town", "registration_number", "source_key"]
    inspect_view_fields = [
        "name", "establishment", "kind", "register", "registration_number", "country", "address", "postcode", "town",
        "longitude", "latitude", "region_code", "placed_by", "figures_code", "figures_version", "nace", "further_nace",
        "size_class", "year_founded", "website", "source", "source_key", "is_demonstration",
    ]  # fmt: skip


class RegistryGroup(ModelViewSetGroup):
    menu_label = _("Registry")
    menu_icon = "globe"
    menu_order = 600
    items = (
        SchemeViewSet("schemes"),
        IndustryGroupViewSet("industry-groups"),
        GroupMemberViewSet("weights"),
        CountryViewSet("countries"),
        RegionViewSet("regions"),
        RegionChangeViewSet("region-changes"),
        IndustryViewSet("nace"),
        FirmViewSet("firms"),
    )


@hooks.register("register_admin_viewset")
def register_registry() -> RegistryGroup:
    return RegistryGroup()
