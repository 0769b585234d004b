"""Random figures with gaps for hypothesis."""

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

PERSONS = st.one_of(st.just(np.nan), st.integers(0, 40).map(float), st.floats(1, 1e6).map(lambda one: round(one, 1)))


def tables(shape, values=PERSONS):
    """Arrays of `shape` whose cells are figures or NaN."""
    return arrays(np.float64, shape, elements=values, fill=st.nothing())


def plain(array):
    """Nested lists with None for NaN."""
    if isinstance(array, np.ndarray) and array.ndim:
        return [plain(one) for one in array]
    return None if np.isnan(array) else float(array)


def same(fast, slow):
    """Both missing, or equal but for rounding."""
    if slow is None:
        return bool(np.isnan(fast))
    return bool(np.isclose(fast, slow, rtol=1e-9, atol=1e-9))
