"""Figures that editors place inside a text: chosen by code, checked when saved, read from the live release."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from observatory.comparison import MOST_SUBJECTS
from observatory.models import Release
from observatory.models.figure import Area
from observatory.presenters import excerpts
from observatory.presenters.excerpting import compared, mapped
from observatory.presenters.words import area_name
from observatory.queries.excerpts import (
    NoFigure,
    count_clusters,
    get_cluster_figure,
    has_group,
    has_region,
    list_region_cells,
    list_region_counts,
    list_top_regions,
)
from observatory.queries.placed_maps import get_placed_map
from observatory.queries.release import DEFAULT_SCHEME, NoRelease, get_release

REGION_HELP = gettext_lazy("NUTS code, for example DE21.")
GROUP_HELP = gettext_lazy("Code of the industry group in its scheme, for example C29.")

LIVE_RELEASE = "live_release"


def figures_context() -> dict[str, Any]:
    """Context that lets all figures of a page share one question for the release. No query before one is shown."""
    return {LIVE_RELEASE: SimpleLazyObject(get_release)}


class FigureBlock(blocks.StructBlock):
    """Asks for an excerpt of the live release when shown, and for the same when saved."""

    def excerpt(self, value: dict[str, Any], release: Release) -> excerpts.Excerpt:
        """Raises NoFigure where the release has none."""
        raise NotImplementedError

    def get_translatable_segments(self, value: dict[str, Any]) -> list[Any]:
        """Codes are the same in every language: page translation offers none of them to translators."""
        return []

    def restore_translated_segments(self, value: dict[str, Any], segments: list[Any]) -> dict[str, Any]:
        return value

    def clean(self, value: dict[str, Any]) -> dict[str, Any]:
        cleaned = super().clean(value)
        errors = {name: ValidationError(text) for name, text in _unknown_codes(cleaned).items()}
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        self._check_figure(cleaned)
        return cleaned

    def _check_figure(self, value: dict[str, Any]) -> None:
        try:
            self.excerpt(value, get_release())
        except NoRelease:
            return  # nothing to compare with yet: the codes themselves are known
        except NoFigure as error:
            raise StructBlockValidationError(non_block_errors=[ValidationError(str(error))]) from error

    def get_context(self, value: dict[str, Any], parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        release = None
        try:
            # The lazy one of `figures_context` asks when it is used, and says here whether there is a release.
            release = context.get(LIVE_RELEASE) or get_release()
            return {**context, "excerpt": self.excerpt(value, release)}
        except NoRelease:
            return {**context, "excerpt": None, "missing": excerpts.missing_text(None)}
        except NoFigure:
            return {**context, "excerpt": None, "missing": excerpts.missing_text(release, *self.codes(value))}

    def codes(self, value: dict[str, Any]) -> list[str]:
        """What the editor chose, for the sentence that stands where the release has no such figure."""
        return [str(value[name]) for name in ("region", "group") if value.get(name)]


def _unknown_codes(value: dict[str, Any]) -> dict[str, str]:
    """Messages by field for codes that the registry does not know."""
    errors = {}
    region, group = value.get("region", ""), value.get("group", "")
    if region and not has_region(region):
        errors["region"] = _("There is no region %(code)s.") % {"code": region}
    unknown = [code for code in value.get("regions") or [] if not has_region(code)]
    if unknown:
        errors["regions"] = _("There is no region %(code)s.") % {"code": ", ".join(unknown)}
    if group and not has_group(value["scheme"], group):
        errors["group"] = _("The scheme %(scheme)s has no group %(code)s.") % {"scheme": value["scheme"], "code": group}
    return errors


class HeadlineFigureBlock(FigureBlock):
    measure = blocks.ChoiceBlock(choices=list(excerpts.HEADLINES), label=gettext_lazy("Figure"))
    region = blocks.CharBlock(
        label=gettext_lazy("Region"), required=False, max_length=5, help_text=gettext_lazy("Empty: the EU-27.")
    )

    def excerpt(self, value: dict[str, Any], release: Release) -> excerpts.Excerpt:
        code = value["region"] or ""
        place = code or area_name(Area.EU27)
        return excerpts.headline(value["measure"], count_clusters(release, code), release, place, code)

    class Meta:
        icon = "order"
        label = gettext_lazy("Headline figure")
        template = "observatory/blocks/excerpt.html"


class ClusterFigureBlock(FigureBlock):
    region = blocks.CharBlock(label=gettext_lazy("Region"), max_length=5, help_text=REGION_HELP)
    scheme = blocks.CharBlock(label=gettext_lazy("Scheme"), default=DEFAULT_SCHEME)
    group = blocks.CharBlock(label=gettext_lazy("Industry group"), max_length=40, help_text=GROUP_HELP)

    def excerpt(self, value: dict[str, Any], release: Release) -> excerpts.Excerpt:
        figure = get_cluster_figure(release, value["region"], value["scheme"], value["group"])
        return excerpts.cluster(figure, release)

    class Meta:
        icon = "view"
        label = gettext_lazy("Statistical cluster")
        template = "observatory/blocks/excerpt.html"


class RankingExcerptBlock(FigureBlock):
    scheme = blocks.CharBlock(label=gettext_lazy("Scheme"), default=DEFAULT_SCHEME)
    group = blocks.CharBlock(label=gettext_lazy("Industry group"), max_length=40, help_text=GROUP_HELP)
    rows = blocks.IntegerBlock(label=gettext_lazy("Rows"), default=5, min_value=3, max_value=10)

    def excerpt(self, value: dict[str, Any], release: Release) -> excerpts.Excerpt:
        figures = list_top_regions(release, value["scheme"], value["group"], value["rows"])
        if not figures:
            raise NoFigure(_("The release ranks no region in %(group)s.") % {"group": value["group"]})
        return excerpts.ranking(figures, release)

    class Meta:
        icon = "list-ol"
        label = gettext_lazy("Ranking excerpt")
        template = "observatory/blocks/excerpt.html"


class MapBlock(FigureBlock):
    """A map of Europe or of one country, with the table behind it."""

    measure = blocks.ChoiceBlock(
        choices=list(mapped.MEASURES_SHOWN), default=mapped.CLUSTERS, label=gettext_lazy("Measure")
    )
    scheme = blocks.CharBlock(label=gettext_lazy("Scheme"), default=DEFAULT_SCHEME)
    group = blocks.CharBlock(
        label=gettext_lazy("Industry group"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("Code such as C29. The number of statistical clusters needs none."),
    )
    country = blocks.CharBlock(
        label=gettext_lazy("Country"), required=False, max_length=2, help_text=gettext_lazy("Empty: Europe.")
    )

    def clean(self, value: dict[str, Any]) -> dict[str, Any]:
        if value.get("measure") != mapped.CLUSTERS and not value.get("group"):
            error = ValidationError(_("This measure is one of an industry group: name its code."))
            raise StructBlockValidationError(block_errors={"group": error})
        return super().clean(value)

    def excerpt(self, value: dict[str, Any], release: Release) -> excerpts.Excerpt:
        chosen = (value["measure"], value["scheme"], value["group"] or "", (value["country"] or "").upper())
        return mapped.present_map(get_placed_map(release, *chosen))

    def codes(self, value: dict[str, Any]) -> list[str]:
        return [*super().codes(value), *filter(None, [value.get("country")])]

    class Meta:
        icon = "site"
        label = gettext_lazy("Map")
        template = "observatory/blocks/excerpt.html"


class RegionComparisonBlock(FigureBlock):
    """Up to six regions side by side: their statistical clusters, or one industry group in them."""

    regions = blocks.ListBlock(
        blocks.CharBlock(label=gettext_lazy("Region"), max_length=5, help_text=REGION_HELP),
        label=gettext_lazy("Regions"),
        min_num=2,
        max_num=MOST_SUBJECTS,
    )
    scheme = blocks.CharBlock(label=gettext_lazy("Scheme"), default=DEFAULT_SCHEME)
    group = blocks.CharBlock(
        label=gettext_lazy("Industry group"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("Empty: all statistical clusters of the regions."),
    )

    def excerpt(self, value: dict[str, Any], release: Release) -> excerpts.Excerpt:
        codes, group = tuple(value["regions"]), value["group"] or ""
        if group:
            cells = list_region_cells(release, codes, value["scheme"], group)
            return compared.of_group(_some(cells, codes), release, codes)
        return compared.of_clusters(_some(list_region_counts(release, codes), codes), release, codes)

    def codes(self, value: dict[str, Any]) -> list[str]:
        return [*value["regions"], *super().codes(value)]

    class Meta:
        icon = "table"
        label = gettext_lazy("Region comparison")
        template = "observatory/blocks/excerpt.html"


def _some(found: tuple[Any, ...], codes: tuple[str, ...]) -> tuple[Any, ...]:
    """Raises NoFigure where the release holds none of the regions."""
    if not found:
        raise NoFigure(_("The release has no figure for any of: %(codes)s.") % {"codes": ", ".join(codes)})
    return found
