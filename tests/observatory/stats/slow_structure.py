"""Structure, relatedness and similarity once more, slowly and obviously: plain lists, None for "no figure"."""

import math


def pairs_known(values, reference):
    return [(own, area) for own, area in zip(values, reference, strict=True) if own is not None and area is not None]


def krugman(values, reference):
    known = pairs_known(values, reference)
    own, area = sum(v for v, _ in known), sum(a for _, a in known)
    if not own > 0 or not area > 0:
        return None
    return sum(abs(v / own - a / area) for v, a in known)


def gini(values):
    """Half the mean difference between all pairs, relative to the mean."""
    known = [value for value in values if value is not None]
    if not sum(known) > 0:
        return None
    mean = sum(known) / len(known)
    return sum(abs(one - other) for one in known for other in known) / (2 * len(known) ** 2 * mean)


def gini_weighted(values, weights):
    """Every value repeated as often as its weight says."""
    return gini([value for value, weight in zip(values, weights, strict=True) for _ in range(weight)])


def gini_of_quotients(values, reference):
    known = pairs_known(values, reference)
    own, area = sum(v for v, _ in known), sum(a for _, a in known)
    if not own > 0 or not area > 0:
        return None
    return gini([(v / own) / (a / area) if a > 0 else None for v, a in known])


def herfindahl(values):
    known = [value for value in values if value is not None]
    total = sum(known)
    return sum((value / total) ** 2 for value in known) if total > 0 else None


def top_share(values, k):
    known = sorted((value for value in values if value is not None), reverse=True)
    if len(known) < k or not sum(known) > 0:
        return None
    return sum(known[:k]) / sum(known)


def entropy(values):
    total = sum(values)
    if not total > 0:
        return None
    return sum(-value / total * math.log2(value / total) for value in values if value > 0)


def families(values, family):
    return [[v for v, f in zip(values, family, strict=True) if f == one] for one in sorted(set(family))]


def unrelated(values, family):
    return None if None in values else entropy([sum(inside) for inside in families(values, family)])


def related(values, family):
    if None in values or not sum(values) > 0:
        return None
    return sum(sum(inside) / sum(values) * (entropy(inside) or 0) for inside in families(values, family))


def shift_share(region, area, area_total):
    """[(national, mix, regional) or None] by section; arguments are pairs (start, end)."""
    found = []
    for (start, end), (area_start, area_end) in zip(region, area, strict=True):
        if None in (start, end, area_start, area_end) or not area_start > 0:
            found.append(None)
            continue
        all_growth, own_growth = area_total[1] / area_total[0] - 1, area_end / area_start - 1
        found.append((start * all_growth, start * (own_growth - all_growth), end - start - start * own_growth))
    return found


def proximity(has, published, i, j, fewest):
    """Of groups i and j over the regions that publish both (all of them where `published` is None)."""
    regions = [r for r in range(len(has)) if published is None or (published[r][i] and published[r][j])]
    if published is not None and len(regions) < fewest:
        return None
    both = sum(has[r][i] and has[r][j] for r in regions)
    most = max(sum(has[r][i] for r in regions), sum(has[r][j] for r in regions))
    return both / most if most else None


def density(has, published, links, r, j, least):
    """Of group j in region r: the part of its links, over the published groups, that leads to specialisations."""
    others = [i for i in range(len(links)) if i != j and links[i][j] is not None]
    known = [i for i in others if published is None or published[r][i]]
    whole, seen = sum(links[i][j] for i in others), sum(links[i][j] for i in known)
    if not seen > 0 or seen < least * whole - 1e-12:
        return None
    return sum(links[i][j] for i in known if has[r][i]) / seen


def hellinger_square(p, q, least):
    known = pairs_known(p, q)
    own, other = sum(a for a, _ in known), sum(b for _, b in known)
    if min(own, other) < least - 1e-9:
        return None
    return sum((math.sqrt(a / own) - math.sqrt(b / other)) ** 2 for a, b in known) / 2


def typical(table):
    """Mean over pairs of different rows of a nested list of squares."""
    count = range(len(table))
    found = [table[i][j] for i in count for j in count if i != j and table[i][j] is not None]
    return sum(found) / len(found) if found else None
