"""Proximity, density and all-to-all distances as plainly as numpy can say them; `test_bare_structure.py` holds the
results to be those of the portal."""

import numpy as np

from observatory.stats.similarity import Layout


def proximity(quotients: np.ndarray, fewest: int = 30) -> np.ndarray:
    """(R, G) location quotients → (G, G), NaN on pairs that too few regions publish."""
    known = np.isfinite(quotients)
    has, seen = (quotients >= 1).astype(float), known.astype(float)
    alone = has.T @ seen
    with np.errstate(all="ignore"):
        values = (has.T @ has) / np.maximum(alone, alone.T)
    values[seen.T @ seen < fewest] = np.nan
    return values


def density(quotients: np.ndarray, links: np.ndarray) -> np.ndarray:
    """(R, G) and (G, G) → (R, G)."""
    links = np.nan_to_num(links)
    np.fill_diagonal(links, 0.0)
    known = np.isfinite(quotients) @ links
    with np.errstate(all="ignore"):
        found = ((quotients >= 1) @ links) / known
    found[known < links.sum(0) / 2 - 1e-12] = np.nan
    return found


def distances(raw: np.ndarray, layout: Layout, population: np.ndarray) -> np.ndarray:
    """(R, V) → (R, R): the weighted mean of squares, each part scaled to a mean of 1 over the population."""
    with np.errstate(all="ignore"):
        detailed, plain = (scaled(hellinger(raw[:, block]), population) for block in layout.compositions)
        parts = [np.where(np.isfinite(detailed), detailed, plain)]
        for column in raw[:, layout.singles].T:
            one = column / (2 * np.nanvar(column[population], ddof=1)) ** 0.5
            parts.append((one[:, None] - one) ** 2)
        sums, weights = np.zeros(parts[0].shape), np.zeros(parts[0].shape)
        for part, weight in zip(parts, (layout.weight, *layout.weights), strict=True):
            known = np.isfinite(part)
            np.add(sums, weight * part, out=sums, where=known)
            np.add(weights, weight, out=weights, where=known)
        return np.where(weights >= layout.least_of_weights - 1e-9, np.sqrt(sums / weights), np.nan)


def hellinger(shares: np.ndarray) -> np.ndarray:
    known = np.isfinite(shares)
    filled = np.where(known, shares, 0.0)
    held, roots = filled @ known.T.astype(float), np.sqrt(filled)
    squares = np.maximum(1 - (roots @ roots.T) / np.sqrt(held * held.T), 0.0)
    squares[np.minimum(held, held.T) < 0.9 - 1e-9] = np.nan
    np.fill_diagonal(squares, np.where(np.isnan(np.diagonal(squares)), np.nan, 0.0))
    return squares


def scaled(squares: np.ndarray, population: np.ndarray) -> np.ndarray:
    among = squares[np.ix_(population, population)]
    pairs = np.isfinite(among).sum() - np.isfinite(np.diagonal(among)).sum()
    return squares / (np.nansum(among) / pairs)
