"""What kinds of documents the library holds."""

from django.db import models
from django.utils.translation import gettext_lazy


class Kind(models.TextChoices):
    REPORT = "report", gettext_lazy("Report")
    STUDY = "study", gettext_lazy("Study or evaluation")
    GUIDE = "guide", gettext_lazy("Guide")
    POLICY = "policy", gettext_lazy("Policy document")
    LAW = "law", gettext_lazy("Legal text")
    STATISTICS = "statistics", gettext_lazy("Statistics")
    PRESENTATION = "presentation", gettext_lazy("Presentation")
    INITIATIVE = "initiative", gettext_lazy("Initiative")
