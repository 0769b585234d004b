"""The page of an organisation, and its small map."""

from dataclasses import replace
from urllib.parse import urlencode

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from internationalisation.profiles import maps
from internationalisation.profiles.clusters import get_local, groups_of
from internationalisation.profiles.contact.permissions import can_read_messages
from internationalisation.profiles.json_ld import organization
from internationalisation.profiles.logo import logo_of
from internationalisation.profiles.presenters import Around, Share, present_profile
from internationalisation.profiles.queries import get_draft_rows, get_rows
from internationalisation.profiles.similar import list_similar
from internationalisation.profiles.visiting import of_organisation
from internationalisation.profiles.words import known_address, region_around
from observatory.presenters.words import group_label
from portal.core.downloads import Download, answer_image
from portal.core.errors import BadChoice, NotFound
from portal.registry.canvas import ATTRIBUTION
from portal.registry.models import ClusterOrganisation, Membership
from portal.registry.models.region import OUTLINE_NUTS
from portal.registry.permissions import NOBODY, Rights, can_edit, can_follow, rights_of

DRAFT, FIRST_STEP = "draft", "basics"


@require_safe
@of_organisation("internationalisation:profile")
def profile(request: HttpRequest, organisation: ClusterOrganisation) -> HttpResponseBase:
    """What the public sees; who follows the profile may ask for the draft that waits (`?version=draft`)."""
    shown, is_draft = _version(request, organisation)
    rows = get_draft_rows(organisation, shown) if is_draft else get_rows(organisation)
    around = Around(rows, get_local(shown), list_similar(shown), getattr(organisation, "firms", 0))
    view = present_profile(shown, around, localdate(), is_draft=is_draft)
    logo = logo_of(shown)
    described = _described(request, shown, logo.url if logo else "") if view.page.is_indexable else None
    context = {
        "page": replace(view.page, json_ld=described),
        "view": view,
        "logo": logo,
        "social_image": logo.url if logo else "",
        "share": _share(request, shown),
        "manage": _manage(request, organisation, is_draft=is_draft),
        "boundaries": ATTRIBUTION,
    }
    return render(request, "internationalisation/profiles/profile.html", context)


@require_safe
@of_organisation("internationalisation:profile-map")
def profile_map(request: HttpRequest, organisation: ClusterOrganisation) -> HttpResponseBase:
    """Browsers keep it until the organisation moves."""
    region = region_around(organisation)
    title = _("%(name)s on a map") % {"name": organisation.acronym or organisation.name}
    key = f"{region.pk if region else ''} {organisation.longitude} {organisation.latitude} {title}"
    download = Download(organisation.slug, "svg", OUTLINE_NUTS, key)
    drawing = maps.draw(organisation, region, title)
    if not drawing:
        raise NotFound(_("This organisation has no place on the map."))
    response = answer_image(request, download, drawing.encode)
    if not organisation.is_public:
        response.headers["Cache-Control"] = "private, no-store"
    return response


def _version(request: HttpRequest, organisation: ClusterOrganisation) -> tuple[ClusterOrganisation, bool]:
    """The profile and whether it is a draft. A profile that never was published is a draft itself."""
    version = request.GET.get("version", "")
    if version not in ("", DRAFT):
        raise BadChoice("version", version, (DRAFT,))
    if version == DRAFT and can_follow(rights_of(request.user), organisation) and organisation.live:
        return organisation.get_latest_revision_as_object(), True
    return organisation, False


def _manage(request: HttpRequest, organisation: ClusterOrganisation, *, is_draft: bool) -> dict[str, object]:
    """What members see besides, and of a profile that is not public reviewers too; nobody else. 1 query."""
    is_public = organisation.is_public and not is_draft
    rights = _member(request, organisation) if is_public else rights_of(request.user)
    if not can_follow(rights, organisation):
        return {}
    return {
        "overview": known_address("internationalisation:organisation", organisation.pk),
        "edit": known_address("internationalisation:edit", organisation.pk, FIRST_STEP)
        if can_edit(rights, organisation)
        else "",
        "messages": reverse("internationalisation:messages", args=[organisation.pk])
        if can_read_messages(rights, organisation)
        else "",
        "is_draft": is_draft or not organisation.live,
        "is_hidden": organisation.live and not organisation.is_public,
        "draft": f"?{urlencode({'version': DRAFT})}" if organisation.has_unpublished_changes and not is_draft else "",
    }


def _member(request: HttpRequest, organisation: ClusterOrganisation) -> Rights:
    """Rights of a member alone: whether somebody is a moderator would cost two questions more at every visit."""
    if not request.user.is_authenticated:
        return NOBODY
    mine = Membership.objects.filter(user=request.user, organisation=organisation)
    return Rights(user_pk=request.user.pk, roles=dict(mine.values_list("organisation_id", "role")))


def _share(request: HttpRequest, organisation: ClusterOrganisation) -> Share:
    address = request.build_absolute_uri(organisation.get_absolute_url())
    query = urlencode({"subject": organisation.name, "body": address}).replace("+", "%20")
    return Share(address, f"mailto:?{query}")


def _described(request: HttpRequest, organisation: ClusterOrganisation, logo: str) -> dict[str, object]:
    url = request.build_absolute_uri(organisation.get_absolute_url())
    about = tuple(group_label(group) for group in groups_of(organisation))
    return organization(organisation, url, request.build_absolute_uri(logo) if logo else "", about)
