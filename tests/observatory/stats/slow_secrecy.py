"""Second, slow, obvious implementations of the bounds of unpublished cells and of the outlook of their stars."""

from itertools import product

import numpy as np

SILENT, IMPOSSIBLE, POSSIBLE, CERTAIN = -1, 0, 1, 2


def fitting_tables(seen, column_sums, row_sums, largest):
    """Every table of whole numbers with these sums that agrees with what is seen."""
    places = [tuple(place) for place in np.argwhere(np.isnan(seen))]
    for values in product(range(int(largest) + 1), repeat=len(places)) if len(places) < 3 else _by_row(seen, row_sums):
        table = seen.copy()
        if len(places) < 3:
            for place, value in zip(places, values, strict=True):
                table[place] = value
        else:
            table = np.array(values)
        if (table.sum(0) == column_sums).all() and (table.sum(1) == row_sums).all():
            yield table


def _by_row(seen, row_sums):
    rows = []
    for row, total in zip(seen, row_sums, strict=True):
        hidden = [place for place, value in enumerate(row) if np.isnan(value)]
        fits = []
        for values in product(range(int(total) + 1), repeat=len(hidden)):
            filled = row.copy()
            filled[hidden] = values
            if filled.sum() == total:
                fits.append(filled)
        rows.append(fits)
    return product(*rows)


def bounds(seen, column_sums, row_sums):
    """Cell by cell: at most what either sum leaves, at least what it leaves when the others are as large as can be."""
    upper = {
        place: min(residual for residual, _ in _sums(seen, place, column_sums, row_sums)) for place in _hidden(seen)
    }
    lower = {
        place: max(
            [0.0]
            + [
                residual - sum(upper[other] for other in line if other != place)
                for residual, line in _sums(seen, place, column_sums, row_sums)
            ]
        )
        for place in upper
    }
    found = np.zeros(seen.shape), np.zeros(seen.shape)
    for place, value in upper.items():
        found[0][place], found[1][place] = lower[place], value
    return found


def _hidden(seen):
    return [tuple(int(one) for one in place) for place in np.argwhere(np.isnan(seen))]


def _sums(seen, place, column_sums, row_sums):
    """What the published cells leave of the cell's column and of its row, with the hidden cells of each."""
    row, column = place
    in_column = [one for one in _hidden(seen) if one[1] == column]
    in_row = [one for one in _hidden(seen) if one[0] == row]
    return (
        (column_sums[column] - np.nansum(seen[:, column]), in_column),
        (row_sums[row] - np.nansum(seen[row]), in_row),
    )


def has_star(rules, persons, around, cuts, otherwise):
    region, group, area = around
    measures = {
        "persons_employed": persons,
        "location_quotient": (persons / region) / (group / area),
        "size": persons / group,
        "focus": persons / region,
    }

    def passes(test):
        if test.measure not in measures:
            return otherwise
        value = measures[test.measure]
        return value > cuts[test.code] if test.is_strict else value >= cuts[test.code]

    results = [passes(test) for test in rules.tests]
    earns = results[0] if rules.result == "ladder" else any(results)
    return earns and all(passes(gate) for gate in rules.gates)


def outlook(rules, values, around, cuts):
    """Judge every value: a star for all of them, for some, for none; nothing where they are close together."""
    if values[-1] < 2 * values[0] or values[-1] == values[0]:
        return SILENT
    if all(has_star(rules, value, around, cuts, otherwise=False) for value in values):
        return CERTAIN
    if any(has_star(rules, value, around, cuts, otherwise=True) for value in values):
        return POSSIBLE
    return IMPOSSIBLE
