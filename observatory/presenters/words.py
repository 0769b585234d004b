"""Words that all pages of the Observatory share: names, notes on missing figures, sources, citations."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext

from observatory.models import ClusterFigure, Mark, RegionFigure, Release, Status
from observatory.models.figure import Area
from portal.core.foreign import extended
from portal.core.formatting import number, quotient
from portal.registry.models import IndustryGroup, Region

BOUNDARIES = gettext_lazy("© EuroGeographics for the administrative boundaries")
SHOWN_MARKS = (Mark.BREAK, Mark.DEFINITION_DIFFERS, Mark.REVISED, Mark.PARTIAL)


def group_label(group: IndustryGroup) -> str:
    """The group's name in the language of the request, without its code."""
    return group.name_in(get_language() or "en")


def region_name(region: Region) -> str:
    """A region's own name; a country's in the language of the request."""
    return region.name_latin if region.level else region.country.local_name


def full_region_name(region: Region) -> str:
    """`Oberbayern (DE21)`."""
    return f"{region_name(region)} ({region.code})"


def region_url(region: Region) -> str:
    return reverse("observatory:region", args=[region.code])


def region_of(figure: ClusterFigure | RegionFigure) -> Region:
    """The region that a visitor meets: today's where the figures have one, else the published one."""
    return figure.current_region or figure.region


def cluster_url(figure: ClusterFigure) -> str:
    code = region_of(figure).code
    return reverse("observatory:cluster", args=[code, figure.group.scheme_id, figure.group.code])


def group_url(group: IndustryGroup) -> str:
    return reverse("observatory:industry", args=[group.scheme_id, group.code])


def group_name(group: IndustryGroup) -> str:
    """NACE groups carry their code, which readers know them by."""
    name = group_label(group)
    return extended(name, f"{group.code} {{}}") if group.scheme_id == "nace" else name


def area_name(area: str) -> str:
    """The reference area inside a sentence: `EU-27`, `all countries`."""
    return gettext("EU-27") if area == Area.EU27 else gettext("Europe (all countries with data)")


def times_the_share(location_quotient: float | None, area: str) -> str:
    """`2.94 times the EU-27 share`."""
    values = {"times": quotient(location_quotient), "area": area_name(area)}
    return gettext("%(times)s times the %(area)s share") % values


def persons(count: float | None) -> str:
    return ngettext("%(count)s person employed", "%(count)s persons employed", round(count or 0)) % {
        "count": number(count)
    }


def cluster_count(count: int) -> str:
    return ngettext("%(count)s statistical cluster", "%(count)s statistical clusters", count) % {"count": number(count)}


def figure_note(figure: ClusterFigure) -> str:
    """Status and marks in words: `estimated; break in series`; empty for a final, unmarked figure."""
    marks = [str(mark.label) for mark in SHOWN_MARKS if figure.marks & mark]
    status = [] if figure.status == Status.FINAL else [str(Status(figure.status).label)]
    return "; ".join(status + marks)


def missing_persons_note(figure: ClusterFigure) -> str:
    if figure.status == Status.CONFIDENTIAL:
        return gettext("confidential: it could tell what single firms report")
    return gettext("not published")


def missing_quotient_note(figure: ClusterFigure) -> str:
    if figure.persons_employed is None:
        return missing_persons_note(figure)
    if figure.focus is None:
        return gettext("the region has no total in this year")
    return gettext("the reference area has no figure for this group")


def no_total_sentence(total: RegionFigure, region: Region) -> str:
    """Why there is no total, said once at the top of the page."""
    values = {"name": region_name(region), "year": total.year, "why": total.get_no_total_display()}
    return (
        gettext(
            "%(name)s has no total of persons employed in %(year)s: %(why)s. Without a total there are no location "
            "quotients, no focus and no stars; the published figures are shown as they are."
        )
        % values
    )


def source_line(release: Release, year: int | str, *, is_map: bool = False) -> str:
    """`Source: Eurostat (sbs_r_nuts06_r2); figures of 2014; release 2026-11-22-1.`"""
    values = {"sources": _source_names(release), "year": year, "release": release.code}
    line = gettext("Source: %(sources)s; figures of %(year)s; release %(release)s.")
    if str(year) == str(release.default_year):
        line = gettext("Source: %(sources)s; figures of %(year)s, the latest complete year in release %(release)s.")
    line = line % values
    if release.is_demonstration:
        line = " ".join((gettext("Demonstration figures, not official statistics."), line))
    return f"{line} {BOUNDARIES}." if is_map else line


def _source_names(release: Release) -> str:
    """Publishers of the business statistics with their dataset codes, each once; context names its own."""
    codes: dict[str, set[str]] = {}
    for source in release.business_sources:
        codes.setdefault(source.get("publisher", ""), set()).add(source.get("dataset", ""))
    names = [f"{publisher} ({', '.join(sorted(filter(None, ours)))})" for publisher, ours in codes.items()]
    return "; ".join(name.replace(" ()", "") for name in names) or gettext("not recorded")


def source_name(release: Release, dataset: str) -> str:
    """Publisher and title of one source of the release, for figures that name their own."""
    record = next((one for one in release.sources if one.get("dataset") == dataset), {})
    publisher, title = record.get("publisher", ""), record.get("short_title") or record.get("title") or dataset
    return str(title) if title.startswith(publisher) else f"{publisher}, {title}"


def citation(title: str, release: Release, year: int | str, permalink: str) -> str:
    values = {
        "portal": settings.PORTAL_NAME,
        "title": title,
        "year": year,
        "release": release.code,
        "sources": _source_names(release),
        "url": settings.WAGTAILADMIN_BASE_URL.rstrip("/") + permalink,
    }
    return (
        gettext("%(portal)s: %(title)s. Figures of %(year)s, release %(release)s, based on %(sources)s. %(url)s")
        % values
    )


def reference_note(selection_area: str) -> str:
    return gettext(
        "The location quotient says how many times the %(area)s share of persons employed the region has."
    ) % {"area": area_name(selection_area)}


def share_of_area(figure: ClusterFigure) -> str:
    """What size is a share of."""
    return gettext("of the group's persons employed in the %(area)s") % {"area": area_name(figure.area)}
