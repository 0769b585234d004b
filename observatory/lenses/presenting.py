"""What the desk shows of an uploaded scheme: texts, no numbers left to format."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from observatory.models import SchemeUpload
from observatory.stats.groups import LEAST_MEASURABLE
from portal.core.formatting import MISSING, number, quotient, share


@dataclass(frozen=True, slots=True)
class UploadView:
    """`stars` is a sentence; `groups` rows of name, coverage and clusters; `strongest` rows of cells."""

    sentence: str
    stars: str
    groups: tuple[tuple[str, ...], ...]
    strongest: tuple[tuple[str, ...], ...]
    public_address: str


def present_upload(upload: SchemeUpload) -> UploadView:
    preview = upload.preview
    is_open = upload.state == SchemeUpload.State.OPEN
    return UploadView(
        sentence=_coverage(preview),
        stars=_stars(preview),
        groups=tuple(_group(one) for one in preview.get("groups", ())),
        strongest=tuple(_cell(one) for one in preview.get("strongest", ())),
        public_address=reverse("observatory:scheme", args=[upload.scheme_id]) if is_open else "",
    )


def _coverage(preview: dict) -> str:
    groups = preview.get("groups", ())
    lacking = sum(one["coverage"] < LEAST_MEASURABLE for one in groups)
    if not groups:
        return ""
    values = {"release": preview["release"], "measurable": number(len(groups) - lacking), "all": number(len(groups))}
    if not lacking:
        return gettext("Release %(release)s measures all %(all)s groups.") % values
    return (
        gettext(
            "Release %(release)s measures %(measurable)s of %(all)s groups. Of the others, the source carries less "
            "than 60%% of the weights: they get no stars and no map."
        )
        % values
    )


def _stars(preview: dict) -> str:
    if not preview:
        return ""
    one, two, three = (number(count) for count in preview["stars"])
    return gettext(
        "Statistical clusters in %(year)s, EU-27: three stars %(three)s, two stars %(two)s, one star %(one)s."
    ) % {"year": preview["year"], "three": three, "two": two, "one": one}


def _group(one: dict) -> tuple[str, ...]:
    is_local = one["market"] == "local"
    why = gettext("local: no stars") if is_local else gettext("not measurable with this source")
    clusters = number(one["clusters"]) if one["clusters"] is not None else f"{MISSING} ({why})"
    return one["code"], one["name"], share(one["coverage"], 0), clusters


def _cell(one: dict) -> tuple[str, ...]:
    return (
        f"{one['region_name']} ({one['region']})",
        one["group"],
        number(one["stars"]),
        quotient(one["location_quotient"]),
        number(one["persons_employed"]),
    )
