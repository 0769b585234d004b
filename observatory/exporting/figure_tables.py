"""The tables of what a release computes beside its cells: totals, counts, cuts, structure, proximity, context."""

from django.db.models import Value
from django.db.models.functions import Coalesce

from observatory.exporting.schema import ExportTable, Field
from observatory.exporting.shared_fields import AREA, GROUP, PERSONS, REASONS, REGION, SHARE, YEAR
from observatory.exporting.words import (
    mark_words,
    nothing_for_empty,
    status_word,
    true_or_false,
    word_of,
    words_of_list,
)
from observatory.indicators import context_indicators
from observatory.models import (
    ContextFigure,
    GroupFigure,
    Proximity,
    RegionClusters,
    RegionFigure,
    RegionStructure,
    StarCut,
)


def _region_totals() -> ExportTable:
    return ExportTable(
        "region_totals",
        "Persons employed of each region over all sections covered, and how they were found",
        (
            *REGION,
            YEAR,
            Field("persons_employed", "persons_employed", "number", "The total; empty where there is none", PERSONS),
            Field("published_persons", "published_persons", "number", "What visible figures add up to", PERSONS),
            Field("estimated_share", "estimated_share", "number", "Part of the total that is estimated", SHARE),
            Field("is_national", true_or_false("is_national"), "boolean", "The total is the national one"),
            Field("no_total", nothing_for_empty("no_total"), "string", "Why there is no total"),
            Field("wages_meur", "wages_meur", "number", "Wages and salaries", "million euro"),
            Field("local_units", "local_units", "number", "Local units", "units"),
            Field("groups_published", "groups_published", "integer", "Divisions published", "divisions"),
            Field("sections_published", "sections_published", "integer", "Sections published", "sections"),
        ),
        ("region", "nuts_version", "is_union", "year"),
        lambda release: RegionFigure.objects.filter(release=release),
    )


def _region_clusters() -> ExportTable:
    return ExportTable(
        "region_clusters",
        "Statistical clusters of each region under each rule set; of countries and NUTS 1 those inside",
        (
            AREA,
            Field("rules", "rules", "string", "Rule set"),
            Field("scheme", "scheme_id", "string", "Scheme of the groups"),
            *REGION[:2],
            YEAR,
            Field("one_star", "one_star", "integer", "Clusters with exactly one star", "clusters"),
            Field("two_stars", "two_stars", "integer", "Clusters with exactly two stars", "clusters"),
            Field("three_stars", "three_stars", "integer", "Clusters with three stars or more", "clusters"),
            Field("judged", "judged", "integer", "Cells that could be judged; 0 means no figure", "cells"),
            Field("persons_in_clusters", "persons_in_clusters", "number", "Persons employed in them", PERSONS),
            Field("share_in_clusters", "share_in_clusters", "number", "Of the region's total", SHARE),
            Field("strength", "strength", "number", "Of the region's traded persons employed", SHARE),
            Field("stars_lost", "stars_lost", "integer", "Stars lost were every cut 10% higher", "stars"),
            Field("stars_gained", "stars_gained", "integer", "Stars gained were every cut 10% lower", "stars"),
        ),
        ("area", "rules", "scheme", "region", "nuts_version", "year"),
        lambda release: RegionClusters.objects.filter(release=release),
    )


def _group_totals() -> ExportTable:
    return ExportTable(
        "group_totals",
        "Sums of each group over the countries of the area that publish it",
        (
            *(AREA, *GROUP, YEAR),
            Field("persons_employed", "persons_employed", "number", "In the group", PERSONS),
            Field("total_persons", "total_persons", "number", "In all groups, same countries", PERSONS),
            Field("local_units", "local_units", "number", "Local units", "units"),
            Field("wages_meur", "wages_meur", "number", "Wages and salaries", "million euro"),
            Field("countries", words_of_list("countries"), "string", "Countries that publish the group"),
            Field("area_share", "area_share", "number", "Of the area's persons employed in these countries", SHARE),
            Field("composition_share", "composition_share", "number", "Of the group's weights in the source", SHARE),
            Field("regions_published", "regions_published", "integer", "NUTS 2 regions with a figure", "regions"),
            Field("unjudged", word_of("unjudged", REASONS), "string", "Why the group gets no stars"),
            Field("trend_index", "trend_index", "number", "Chain-linked persons employed", "first year = 100"),
            Field("total_trend_index", "total_trend_index", "number", "The same for all groups", "first year = 100"),
            Field("gini_concentration", "gini_concentration", "number", "Over NUTS 2 regions", "0–1"),
            Field("top5_share", "top5_share", "number", "Share of the five largest regions", SHARE),
            Field("top10_share", "top10_share", "number", "Share of the ten largest regions", SHARE),
        ),
        ("area", "scheme", "group", "year"),
        lambda release: GroupFigure.objects.filter(release=release),
    )


def _cuts() -> ExportTable:
    return ExportTable(
        "cuts",
        "What value passes each test of a rule set, and among how many cells it was found",
        (
            AREA,
            Field("rules", "rules", "string", "Rule set"),
            Field("test", "test", "string", "Test of the rule set"),
            Field("scheme", "scheme_id", "string", "Scheme of the groups"),
            Field(
                "group", Coalesce("group__code", Value("*")), "string", "* where all traded ones are ranked together"
            ),
            YEAR,
            Field("cut", "cut", "number", "Value that passes", "that of the measure"),
            Field("cells", "n", "integer", "Cells ranked; empty for a fixed cut", "cells"),
        ),
        ("area", "rules", "test", "scheme", "group", "year"),
        lambda release: StarCut.objects.filter(release=release),
    )


def _structure() -> ExportTable:
    numbers = (
        ("krugman", "Krugman specialisation", "0–2"),
        ("gini", "Gini specialisation", "0–1"),
        ("herfindahl", "Herfindahl index", "0–1"),
        ("herfindahl_normalised", "Herfindahl index, normalised", "0–1"),
        ("equivalent_number", "1 ÷ Herfindahl: divisions of equal size", "divisions"),
        ("related_variety", "Entropy inside sections", "bits"),
        ("unrelated_variety", "Entropy of sections", "bits"),
        ("published_share", "What the published divisions hold of the total", SHARE),
    )
    return ExportTable(
        "structure",
        "Specialisation and variety of each region over NACE divisions",
        (
            *(AREA, *REGION, YEAR),
            *(Field(name, name, "number", what, unit) for name, what, unit in numbers),
            Field("divisions_published", "divisions_published", "integer", "Divisions with a figure", "divisions"),
        ),
        ("area", "region", "nuts_version", "is_union", "year"),
        lambda release: RegionStructure.objects.filter(release=release),
    )


def _proximities() -> ExportTable:
    return ExportTable(
        "proximities",
        "How often two groups are specialisations of the same regions, in both directions",
        (
            *(AREA, *GROUP),
            Field("other", "other__code", "string", "The other group, same scheme"),
            YEAR,
            Field("proximity", "proximity", "number", "Empty where too few regions publish both groups", "0–1"),
            Field("regions", "regions", "integer", "Regions that publish both groups", "regions"),
            Field("together", "together", "integer", "Regions specialised in both groups", "regions"),
        ),
        ("area", "scheme", "group", "other", "year"),
        lambda release: Proximity.objects.filter(release=release),
    )


def _context() -> ExportTable:
    codes = {number: indicator.code for number, indicator in context_indicators().items()}
    return ExportTable(
        "context",
        "What other sources say about regions, each figure with its source's own zone and year",
        (
            Field("dataset", "dataset", "string", "Dataset of the source"),
            Field("indicator", word_of("indicator", codes), "string", "Indicator of the source"),
            Field("zone", "zone", "string", "Code of the zone in its source"),
            Field("zone_name", "zone_name", "string", "Name of the zone in its source"),
            Field("region", Coalesce("region__code", Value("*")), "string", "Region that shows it; * for the EU"),
            Field("nuts_version", Coalesce("region__version", Value("*")), "string", "NUTS version of the code"),
            Field("region_current", "current_region__code", "string", "Today's code where it is a pure recode"),
            Field("is_part", true_or_false("is_part"), "boolean", "The region is only a part of the zone"),
            Field("is_union", true_or_false("is_union"), "boolean", "Sum over former regions"),
            YEAR,
            Field("period", nothing_for_empty("period"), "string", "The years the figure is about, where several"),
            Field("value", "value", "number", "Empty where not published", "that of the indicator"),
            Field("label", nothing_for_empty("label"), "string", "A result in words"),
            Field("status", status_word(), "string", "final, provisional and so on"),
            Field("marks", mark_words(), "string", "break, revised …, with spaces between"),
            Field("rank", "rank", "integer", "Among the zones of the EU-27, 1 is best, ties share a rank"),
            Field("ranked", "ranked", "integer", "How many zones were ranked", "zones"),
        ),
        ("indicator", "zone", "region", "nuts_version", "year"),
        lambda release: ContextFigure.objects.filter(release=release),
    )


def figure_tables() -> tuple[ExportTable, ...]:
    of_regions = (_region_totals(), _region_clusters(), _structure(), _context())
    return (*of_regions, _group_totals(), _cuts(), _proximities())
