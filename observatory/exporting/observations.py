"""The table of observations: cells as published, but of a confidential cell nothing that gives it away.

Publishers withhold persons employed and still print what follows from them: yearly growth beside the year before, the
share in manufacturing beside manufacturing. Here a confidential cell has no figure of any measure, as on every page.
"""

from django.db.models import Case, Expression, F, FloatField, IntegerField, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Concat

from observatory.computing.scope import PERSONS_EMPLOYED
from observatory.exporting.schema import ExportTable, Field
from observatory.exporting.words import mark_words, status_word, word_of
from observatory.indicators import indicators
from observatory.models import Observation, Release, Status

GROWTH, SHARE_IN_MANUFACTURING, MANUFACTURING = "employment_growth_published", "manufacturing_share_published", "C"


def observations_table() -> ExportTable:
    codes = {number: indicator.code for number, indicator in indicators().items()}
    return ExportTable(
        "observations",
        "Cells as their publishers release them; those without any figure or flag are left out, and a cell whose "
        "persons employed are confidential has no other measure either",
        (
            Field("indicator", word_of("indicator", codes), "string", "; ".join(sorted(codes.values()))),
            Field("region", "region__code", "string", "NUTS code as published"),
            Field("nuts_version", "region__version", "string", "NUTS version of the code"),
            Field("industry", "industry_id", "string", "NACE Rev. 2 code or an aggregate"),
            Field("year", "year", "year", "Year of the figure"),
            Field("value", "shown_value", "number", "Empty where not published", "that of the indicator"),
            Field("status", status_word("shown_status"), "string", "final, provisional, confidential and so on"),
            Field("marks", mark_words(), "string", "break, definition-differs, revised …, with spaces between"),
        ),
        ("indicator", "region", "nuts_version", "industry", "year"),
        _rows,
    )


def _rows(release: Release) -> "QuerySet[Observation]":
    tells = _tells_a_secret(release)
    return Observation.objects.filter(release=release).annotate(
        cell=_key(F("industry_id"), F("year")),
        manufacturing=_key(Value(MANUFACTURING), F("year")),
        shown_value=Case(When(tells, then=Value(None)), default=F("value"), output_field=FloatField()),
        shown_status=Case(
            When(tells, then=Value(int(Status.CONFIDENTIAL))), default=F("status"), output_field=IntegerField()
        ),
    )


def _tells_a_secret(release: Release) -> Q:
    """Figures of a confidential cell; growth from one; shares of one, and shares in a confidential manufacturing."""
    number = {indicator.code: key for key, indicator in indicators().items()}
    hidden = Observation.objects.filter(release=release, indicator=PERSONS_EMPLOYED, status=Status.CONFIDENTIAL)
    same_year = hidden.values_list(_key(F("industry_id"), F("year")), flat=True)
    year_after = hidden.values_list(_key(F("industry_id"), F("year") + 1), flat=True)
    growth_from = Q(indicator=number[GROWTH], cell__in=year_after)
    share_in = Q(indicator=number[SHARE_IN_MANUFACTURING], manufacturing__in=same_year)
    return Q(cell__in=same_year) | growth_from | share_in


def _key(industry: Expression | F, year: Expression | F) -> Expression:
    """`DE21 C29 2014`, whatever the NUTS version: growth reaches over a change of versions."""
    parts = ("region__code", Value(" "), industry, Value(" "), Cast(year, TextField()))
    return Concat(*parts, output_field=TextField())
