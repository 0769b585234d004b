"""Fields that several tables of the export share."""

from observatory.exporting.schema import Field
from observatory.exporting.words import true_or_false
from observatory.models.figure import Unjudged

REASONS = {reason.value: reason.name.lower().replace("_", "-") for reason in Unjudged}
SHARE = "share, 0–1"
PERSONS = "persons"
AREA = Field("area", "area", "string", "Reference area of shares, quotients, ranks and stars: eu27, or all countries")
YEAR = Field("year", "year", "year", "Year of the figures")
REGION = (
    Field("region", "region__code", "string", "NUTS code as published; today's where is_union"),
    Field("nuts_version", "region__version", "string", "NUTS version of the code"),
    Field("region_current", "current_region__code", "string", "Today's code where the change is a pure recode"),
    Field("is_union", true_or_false("is_union"), "boolean", "Sum over former regions that became this one"),
)
GROUP = (
    Field("scheme", "group__scheme_id", "string", "Scheme of the group"),
    Field("group", "group__code", "string", "Code of the group"),
)
