"""Full-text search of the directory."""

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from internationalisation.directory.entries import LONGEST_WORD, folded
from internationalisation.directory.stats.catalogue import Numbers

MOST_WORDS = 12
# Weights of texts, description, place and codes, names; the rank also falls a little with the length of the texts.
_FIND = """
    SELECT string_agg(int8send(organisation_key), ''::bytea), string_agg(float4send(rank), ''::bytea)
    FROM (
        SELECT organisation_key, ts_rank('{0.1, 0.2, 0.4, 1.0}', words, asked, 1) AS rank
        FROM internationalisation_directoryentry, CAST(%s AS tsquery) AS asked
        WHERE words @@ asked AND is_shown
    ) AS found
"""


def find_words(text: str) -> tuple[Numbers, NDArray[np.float32]]:
    """Keys of the organisations that hold all words, or words that begin so, and how well. 1 query, 0 for no words."""
    words = folded(text).split()[:MOST_WORDS]
    if not words:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
    with connection.cursor() as cursor:
        cursor.execute(_FIND, [" & ".join(f"'{word[:LONGEST_WORD]}':*" for word in words)])
        keys, ranks = (bytes(part or b"") for part in cursor.fetchone())
    return np.frombuffer(keys, dtype=">i8").astype(np.int64), np.frombuffer(ranks, dtype=">f4").astype(np.float32)
