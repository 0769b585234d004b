"""What tells a process that the terms it remembers are still the same, as a part of another query."""

from django.db.models import CharField
from django.db.models.expressions import RawSQL

STAMP = (
    "(SELECT count(*) FILTER (WHERE live) || '/' || count(*) || '/' || coalesce(max(changed_at)::text, '') "
    "FROM editorial_glossaryterm)"
)


def terms_stamp() -> RawSQL:
    """The stamp as a part of another query."""
    return RawSQL(STAMP, [], output_field=CharField())  # noqa: S611 (a constant, without parameters)
