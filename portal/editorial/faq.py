"""Questions with answers as schema.org describes them."""

from collections.abc import Iterable, Mapping
from typing import Any

from wagtail.rich_text import expand_db_html

from portal.editorial.json_ld import CONTEXT


def faq_json_ld(questions: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """FAQPage of questions whose answers are rich text."""
    return {
        "@context": CONTEXT,
        "@type": "FAQPage",
        "mainEntity": [
            {
                "@type": "Question",
                "name": one["question"],
                "acceptedAnswer": {"@type": "Answer", "text": expand_db_html(one["answer"].source)},
            }
            for one in questions
        ],
    }
