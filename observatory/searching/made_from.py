"""Fingerprints of what the entries are made from: cheap to ask, every minute."""

from observatory.models import CurrentRelease
from portal.registry.models import ReferencePart


def reference_fingerprint() -> str:
    """Of the reference data, and of the number that rises when schemes are opened or withdrawn. 2 queries."""
    parts = ReferencePart.objects.order_by("name").values_list("name", "fingerprint")
    number = CurrentRelease.objects.values_list("registry_number", flat=True).first()
    return " ".join([*(f"{name}:{fingerprint[:12]}" for name, fingerprint in parts), f"schemes:{number}"])


def release_fingerprint() -> str:
    """Of the published release as it was computed. 3 queries."""
    release = CurrentRelease.objects.values_list("release__code", "release__computed_at").first()
    return f"{release} {reference_fingerprint()}"
