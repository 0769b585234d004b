"""What keeps written words safe: what an open form saved last, and what came after its session had ended."""

from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.db import models

from portal.registry.models import ClusterOrganisation

KEPT_FOR = timedelta(days=1)  # how long words wait for their writer to sign in
OPEN_FOR = timedelta(days=14)  # how long a form may stay open in somebody's browser


class SavedForm(models.Model):
    """What a form showed when it was saved last: its next saving is compared with that, not with what it began from.

    So a second click changes nothing, and who goes back and writes on is in no conflict with oneself. `autosaved` is
    the revision that the form's next saving writes over.
    """

    form = models.UUIDField(primary_key=True)
    organisation = models.ForeignKey(ClusterOrganisation, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    posted = models.JSONField(default=dict)
    autosaved = models.PositiveBigIntegerField(null=True)
    saved_at = models.DateTimeField(auto_now=True, db_index=True)

    def __str__(self) -> str:
        return str(self.form)


class KeptForm(models.Model):
    """Words that arrived after their session had ended. Only the account that opened the form gets them back."""

    key = models.UUIDField(primary_key=True, default=uuid4)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    path = models.CharField(max_length=200)
    body = models.TextField()
    made_at = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self) -> str:
        return self.path
