"""The portfolio as bubbles: location quotient against growth, persons employed as area."""

from collections.abc import Sequence

from django.utils.translation import gettext, ngettext

from observatory.charts.bubble_scales import Bubble, beyond
from observatory.charts.bubbles import Quadrants, Tone, bubble_chart
from observatory.charts.parts import Words
from observatory.presenters.profile.groups import drawable, growth_of, is_local, kinds_of, years_of
from observatory.presenters.stars import stars_of
from observatory.presenters.words import area_name, group_label, group_name, region_name
from observatory.queries.group_change import GroupChange
from observatory.queries.region import Profile
from observatory.rules import rule_set
from portal.core.charts import Chart
from portal.core.palette import palette

NUTS2 = 2


def portfolio_chart(profile: Profile) -> Chart | None:
    rows = drawable(profile)
    if not rows:
        return None
    tones = _tones(profile)
    bubbles = [_bubble(profile, one, len(tones) - 1) for one in rows]
    words = Words("portfolio", _title(profile), _summary(profile, bubbles))
    return bubble_chart(words, bubbles, _quadrants(profile), tones)


def _bubble(profile: Profile, one: GroupChange, local: int) -> Bubble:
    figure = one.figure
    short = figure.group.code if figure.group.scheme_id == "nace" else group_label(figure.group)
    return Bubble(
        name=group_name(figure.group),
        short=short,
        quotient=figure.location_quotient or 0.0,
        rate=growth_of(profile, one) or 0.0,
        persons=figure.persons_employed or 0.0,
        tone=local if is_local(one) else _tone_of(profile, one),
    )


def _tone_of(profile: Profile, one: GroupChange) -> int:
    """Place in `_tones`: the result in a region; in a country, which has no stars, whether it is a strength."""
    if profile.place.region.level < NUTS2:
        return int("strength" in kinds_of(profile, one))
    return stars_of(one.figure, profile.release, profile.selection.rules) or 0


def _tones(profile: Profile) -> tuple[Tone, ...]:
    """Nothing special, then each result of the rule set (or strengths), then local groups."""
    muted, scale = palette().figure.muted, palette().sequential
    local = Tone(gettext("serves local markets"), muted, is_hollow=True)
    if profile.place.region.level < NUTS2:
        return Tone(gettext("other groups"), muted), Tone(gettext("strength"), palette().figure.accent), local
    labels = [gettext(label) for label in rule_set(profile.selection.rules).labels]
    fills = scale.classes(len(labels) + 1)[2:]
    starred = tuple(Tone(label, fill) for label, fill in zip(labels[1:], fills, strict=True))
    return (Tone(labels[0], muted), *starred, local)


def _quadrants(profile: Profile) -> Quadrants:
    return Quadrants(
        upper_left=gettext("Less present, growing"),
        upper_right=gettext("Specialised, growing"),
        lower_left=gettext("Less present, shrinking"),
        lower_right=gettext("Specialised, shrinking"),
        x_title=gettext("location quotient %(year)s (times the %(area)s share)")
        % {"year": profile.year, "area": area_name(profile.selection.area)},
        y_title=gettext("growth a year, %(since)s–%(until)s") % years_of(profile),
    )


def _title(profile: Profile) -> str:
    """The message: how many of the specialised groups grow."""
    name = region_name(profile.place.region)
    rows = [one for one in drawable(profile) if (one.figure.location_quotient or 0) >= 1 and not is_local(one)]
    values = {
        "name": name,
        "of": len(rows),
        "growing": sum((growth_of(profile, one) or 0) > 0 for one in rows),
        "area": area_name(profile.selection.area),
    }
    if not rows:
        return gettext("%(name)s: no industry group with the %(area)s share or more can be compared") % values
    return gettext("%(name)s: %(growing)s of %(of)s industry groups with the %(area)s share or more grew") % values


def _summary(profile: Profile, bubbles: Sequence[Bubble]) -> str:
    values = years_of(profile) | {"count": len(bubbles)}
    text = gettext("%(count)s groups: location quotient in %(year)s, growth of persons employed a year "
                   "%(since)s–%(until)s, area of a bubble: persons employed in %(year)s.") % values  # fmt: skip
    outside = beyond(bubbles)
    if outside:
        words = ngettext(
            "%(count)s small group stands at the edge: its value lies beyond the drawing.",
            "%(count)s small groups stand at the edge: their values lie beyond the drawing.",
            outside,
        )
        text = " ".join((text, words % {"count": outside}))
    return text
