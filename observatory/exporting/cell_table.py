"""The table of cells: every region, industry group and year with its measures, ranks and stars."""

from observatory.exporting.schema import ExportTable, Field
from observatory.exporting.shared_fields import AREA, GROUP, PERSONS, REASONS, REGION, SHARE, YEAR
from observatory.exporting.words import OUTLOOK_WORDS, mark_words, status_word, true_or_false, word_of
from observatory.models import ClusterFigure, Release

MEASURES = (
    Field("persons_employed", "persons_employed", "number", "Persons employed, owners included", PERSONS),
    Field("local_units", "local_units", "number", "Enterprises or parts of them at one place", "units"),
    Field("wages_meur", "wages_meur", "number", "Wages and salaries, gross, current prices", "million euro"),
    Field(
        "location_quotient", "location_quotient", "number", "Share in the region ÷ share in the area", "times the share"
    ),
    Field("size", "size", "number", "Share of the area's persons employed in the group", SHARE),
    Field("focus", "focus", "number", "Share of the region's persons employed", SHARE),
    Field("growth", "growth", "number", "Yearly rate of persons employed, 0.02 is 2%", "rate a year"),
    Field("growth_from", "growth_from", "year", "First year of the growth"),
    Field("growth_to", "growth_to", "year", "Last year of the growth"),
    Field("wage_per_person_eur", "wage_per_person_eur", "number", "Wages per person employed", "euro a year"),
    Field("relative_wage", "relative_wage", "number", "Against the mean of the own country", "1 = mean"),
    Field("persons_per_unit", "persons_per_unit", "number", "Persons employed per local unit", "persons a unit"),
    Field("density", "density", "number", "Relatedness density", SHARE),
)
RANKS = tuple(
    Field(name, name, "integer", f"{what}, 1 is the highest, ties share a rank")
    for name, what in (
        ("size_rank", "Rank by persons employed in the group"),
        ("focus_rank", "Rank by focus among all groups of the scheme"),
        ("lq_rank", "Rank by location quotient in the group"),
        ("wage_rank", "Rank by relative wage in the group"),
    )
)


def clusters_table(release: Release) -> ExportTable:
    fields = (
        *(AREA, *REGION, *GROUP, YEAR, *MEASURES, *RANKS),
        *(field for place, rules in enumerate(release.rule_sets) for field in _stars(place, rules)),
        Field("total_is_estimated", true_or_false("total_is_estimated"), "boolean", "Stars rest on an estimate"),
        Field("status", status_word(), "string", "Of the persons employed: final, confidential and so on"),
        Field("marks", mark_words(), "string", "break, definition-differs, revised …, with spaces between"),
    )
    key = ("area", "region", "nuts_version", "is_union", "scheme", "group", "year")
    return ExportTable(
        "clusters",
        "Cells: every region, industry group and year with all measures and stars",
        fields,
        key,
        lambda release: ClusterFigure.objects.filter(release=release),
    )


def _stars(place: int, rules: str) -> tuple[Field, Field, Field]:
    """The result under one rule set, why there is none, and whether there could be one."""
    name = rules.replace("-", "_")
    return (
        Field(
            f"{name}_stars", f"stars__{place}", "integer", f"Stars of the rule set {rules}; 0: judged and none", "stars"
        ),
        Field(f"{name}_unjudged", word_of(f"unjudged__{place}", REASONS), "string", "Why it could not be judged"),
        Field(
            f"{name}_outlook",
            word_of(f"outlook__{place}", OUTLOOK_WORDS),
            "string",
            "Without a published figure: whether a star is impossible, possible or certain whatever the figure is",
        ),
    )
