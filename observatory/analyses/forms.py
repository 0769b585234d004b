"""The form with which an analyst uploads a table."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext, gettext_lazy

from observatory.engine.options import MEASURES, RULES, USUAL
from observatory.engine.reading import NUMBER
from observatory.stats.relatedness import FEWEST_REGIONS

MOST_BYTES = 20_000_000
FILES = ("table", "region_totals", "group_totals")
RULE_NAMES = {
    "three-stars": gettext_lazy("Three stars"),
    "performance": gettext_lazy("Performance"),
    "nodes": gettext_lazy("Specialisation node"),
    "strong-clusters": gettext_lazy("Strong cluster"),
}
MEASURE_NAMES = {
    "lq": gettext_lazy("Location quotient"),
    "size": gettext_lazy("Size: share of the group"),
    "focus": gettext_lazy("Focus: share of the region"),
    "krugman": gettext_lazy("Krugman specialisation"),
    "gini": gettext_lazy("Gini specialisation and concentration"),
    "variety": gettext_lazy("Variety and Herfindahl"),
    "rca": gettext_lazy("Specialised or not (location quotient of 1 or more)"),
    "proximity": gettext_lazy("Proximity of groups"),
    "density": gettext_lazy("Relatedness density"),
    "similarity": gettext_lazy("Similarity of regions"),
}


class AnalysisForm(forms.Form):
    """The token makes a second click harmless."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    table = forms.FileField(
        label=gettext_lazy("Table"),
        help_text=gettext_lazy(
            "CSV in UTF-8 with the columns region, group, employment and, if you have them, establishments, wages, "
            "year, flag (c = confidential), country, family. Up to 20 MB."
        ),
        error_messages={
            "required": gettext_lazy("Choose the file with your table."),
            "empty": gettext_lazy("The file is empty."),
        },
    )
    region_totals = forms.FileField(
        label=gettext_lazy("Totals of regions (optional)"),
        help_text=gettext_lazy("CSV with the columns region, employment and, if the table has years, year."),
        required=False,
    )
    group_totals = forms.FileField(
        label=gettext_lazy("Totals of groups (optional)"),
        help_text=gettext_lazy("CSV with the columns group, employment and, if the table has years, year."),
        required=False,
    )
    grand_total = forms.CharField(
        label=gettext_lazy("Total of everything (optional)"),
        help_text=gettext_lazy("A number, beside totals of groups; otherwise their sum is taken."),
        max_length=30,
        required=False,
    )
    rules = forms.MultipleChoiceField(
        label=gettext_lazy("Rule sets"),
        choices=[(code, RULE_NAMES[code]) for code in RULES],
        widget=forms.CheckboxSelectMultiple,
        initial=["three-stars"],
        error_messages={"required": gettext_lazy("Choose at least one rule set.")},
    )
    measures = forms.MultipleChoiceField(
        label=gettext_lazy("Measures"),
        choices=[(code, MEASURE_NAMES[code]) for code in MEASURES],
        widget=forms.CheckboxSelectMultiple,
        initial=list(USUAL),
        error_messages={"required": gettext_lazy("Choose at least one measure.")},
    )
    local = forms.CharField(
        label=gettext_lazy("Groups for local markets (optional)"),
        help_text=gettext_lazy("Their codes, separated by commas: they get every figure and no stars."),
        max_length=2000,
        required=False,
    )
    absent_is_zero = forms.BooleanField(
        label=gettext_lazy("A region and group without a row means nobody employed"), required=False
    )
    fewest_regions = forms.IntegerField(
        label=gettext_lazy("Regions that must publish both groups of a pair"),
        initial=FEWEST_REGIONS,
        min_value=1,
        max_value=100_000,
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for name in FILES:
            file = values.get(name)
            if file and file.size > MOST_BYTES:
                self.add_error(name, gettext("The file is larger than 20 MB. `manage.py analyse` takes any size."))
        grand = values.get("grand_total", "")
        if grand and not NUMBER.fullmatch(grand):
            self.add_error("grand_total", gettext("Write a number without spaces, such as 148300000."))
        if grand and not values.get("group_totals"):
            self.add_error("grand_total", gettext("It needs the totals of the groups: add their file too."))
        return values

    @property
    def options(self) -> dict[str, Any]:
        """The choices, as they are kept with the analysis and offered again."""
        kept = ("grand_total", "rules", "measures", "local", "absent_is_zero", "fewest_regions")
        return {name: self.cleaned_data[name] for name in kept}
