"""The same statistics, written slowly and obviously: one cell after the other, None for "no figure"."""

import math
from fractions import Fraction


def known(value):
    return None if value is None or math.isnan(value) else float(value)


def divide(part, whole):
    if part is None or whole is None or whole <= 0:
        return None
    return part / whole


def location_quotient(cell, region, group, total):
    return divide(divide(cell, region), divide(group, total))


def rank(value, values):
    """1 + how many are larger."""
    return 1 + sum(other > value for other in values)


def top_cut(values, share):
    """Walk down from the largest until the share is used up."""
    ordered = sorted(values, reverse=True)
    if not ordered:
        return None
    exact = Fraction(str(share)) * len(ordered)
    return ordered[math.ceil(exact) - 1]


def percentile(values, fraction):
    """Linear interpolation between the two neighbours of position (n − 1) · fraction."""
    ordered = sorted(values)
    if not ordered:
        return None
    position = (len(ordered) - 1) * fraction
    low = int(position)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (position - low) * (ordered[high] - ordered[low])


def growth(persons, breaks, years, page_year, fewest=250.0):
    """(rate, first, last) that the page of `page_year` (an index) shows, or None without a period."""
    for last in range(page_year, -1, -1):
        for first in range(last):
            long_enough = years[last] - years[first] >= 2
            unbroken = not any(breaks[first + 1 : last + 1])
            if long_enough and unbroken and persons[first] is not None and persons[last] is not None:
                if persons[first] < fewest:
                    return None, first, last
                length = years[last] - years[first]
                return (persons[last] / persons[first]) ** (1 / length) - 1, first, last
    return None


def section(row, divisions):
    """(value or None, floor)."""
    visible = [one for one in divisions if one is not None]
    floor = sum(visible)
    if row is not None:
        return row, floor
    if divisions and len(visible) == len(divisions):
        return floor, floor
    return None, floor


def rest_key(region, index, country, country_units):
    """The first key that exists for section `index`, minus the floor; None without any."""
    persons, units, last = region["persons"], region["units"], region["last"]
    if last[index] is not None:
        key = last[index]
    elif units[index] is not None and divide(country[index], country_units[index]) is not None:
        key = units[index] * country[index] / country_units[index]
    else:
        common = [s for s in range(len(persons)) if persons[s] is not None and country[s] is not None]
        ratio = divide(country[index], sum(country[s] for s in common))
        if ratio is None:
            return None
        key = sum(persons[s] for s in common) * ratio
    return max(key - region["floors"][index], 0.0)


def totals(regions, country, country_units, most=0.05):
    """[(total or None, estimated share or None)] of the regions of one country; each a dict of lists by section."""
    count = len(country)
    keys = [
        [rest_key(r, s, country, country_units) if r["persons"][s] is None else None for s in range(count)]
        for r in regions
    ]
    for s in range(count):
        lacking = [i for i, r in enumerate(regions) if r["persons"][s] is None]
        with_key = [i for i in lacking if keys[i][s] is not None]
        if len(with_key) < 2 or country[s] is None:
            continue
        published = sum(r["persons"][s] for r in regions if r["persons"][s] is not None)
        floors = sum(regions[i]["floors"][s] for i in lacking)
        residual = max(country[s] - published - floors, 0.0)
        weight = sum(keys[i][s] for i in with_key)
        positive = [i for i in with_key if keys[i][s] > 0]
        for i in with_key:
            if len(positive) == 1:
                keys[i][s] = residual / len(with_key)
            elif positive:
                keys[i][s] *= residual / weight
    return [_total(r, k, most) for r, k in zip(regions, keys, strict=True)]


def _total(region, keys, most):
    missing = [s for s, value in enumerate(region["persons"]) if value is None]
    if any(keys[s] is None for s in missing):
        return None, None
    estimated = sum(keys[s] for s in missing)
    visible = sum(region["floors"][s] if value is None else value for s, value in enumerate(region["persons"]))
    part = divide(estimated, estimated + visible)
    if part is None or part > most:
        return None, part
    return estimated + visible, part


def reference(countries):
    """(E_c, E) over the countries (group, total) that publish both."""
    both = [(group, total) for group, total in countries if group is not None and total is not None]
    if not both:
        return None, None
    return sum(group for group, _ in both), sum(total for _, total in both)


def chain(values):
    """Index of yearly dicts country → value: every step over the countries of both years."""
    index, level = [], None
    for year, now in enumerate(values):
        if level is None:
            level = 100.0 if now and not any(values[:year]) else None
        else:
            common = [c for c in now if c in values[year - 1]]
            step = divide(sum(now[c] for c in common), sum(values[year - 1][c] for c in common))
            level = None if step is None else level * step
        index.append(level)
        if level is None and any(values[: year + 1]):
            return index + [None] * (len(values) - year - 1)
    return index


def weighted_sum(values, weights, composition, least=0.95):
    """(sum or None, is partial) of one group at one place."""
    members = [i for i, weight in enumerate(weights) if weight > 0]
    there = [i for i in members if values[i] is not None]
    total = sum(weights[i] * values[i] for i in there)
    if len(there) == len(members):
        return total, False
    part = divide(
        sum(weights[i] * (composition[i] or 0) for i in there), sum(weights[i] * (composition[i] or 0) for i in members)
    )
    return (total, True) if part is not None and part >= least else (None, False)


def three_stars(cell, cells, areas_focus):
    """Stars of one judged cell: `cells` are (persons) of the group's published cells, `areas_focus` all shares."""
    if cell["persons"] < 1000 or cell["lq"] < 1:
        return 0
    size = cell["persons"] >= top_cut(cells, 0.1)
    focus = cell["focus"] >= top_cut(areas_focus, 0.1)
    return sum(map(int, (size, cell["lq"] >= 2, focus)))
