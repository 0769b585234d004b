"""Which languages of the settings the public may read."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _


class Language(models.Model):
    """A language of the settings. Only open ones have addresses that answer."""

    class State(models.TextChoices):
        UNUSED = "unused", gettext_lazy("not used")
        PREPARED = "prepared", gettext_lazy("in preparation: editors translate into it, visitors do not see it")
        OPEN = "open", gettext_lazy("open to the public")

    code = models.CharField(gettext_lazy("code"), max_length=7, primary_key=True, editable=False)
    state = models.CharField(gettext_lazy("state"), max_length=8, choices=State, default=State.UNUSED)
    position = models.PositiveSmallIntegerField(
        gettext_lazy("position"), default=0, help_text=gettext_lazy("Its place in the list of languages.")
    )

    class Meta:
        ordering = ["position", "code"]
        verbose_name = gettext_lazy("language")
        verbose_name_plural = gettext_lazy("languages")

    def __str__(self) -> str:
        return str(get_language_info(self.code)["name_translated"])

    @property
    def is_default(self) -> bool:
        return self.code == settings.LANGUAGE_CODE

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    def clean(self) -> None:
        """What is not translated is shown in the default language: without it there is no portal."""
        super().clean()
        if self.is_default and not self.is_open:
            raise ValidationError(
                {"state": _("The default language cannot be closed: texts that are not translated appear in it.")}
            )


class Receipt(models.Model):
    """What the token of a form led to, see `portal.core.once`."""

    token = models.UUIDField(primary_key=True)
    address = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self) -> str:
        return str(self.token)
