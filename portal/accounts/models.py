"""Users sign in with their e-mail address, from devices; a saved view is an address of the portal that a user keeps."""

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields):
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """A person with an account."""

    username = None
    email = models.EmailField(_("e-mail address"), unique=True)
    # Empty is the default language of the portal.
    language = models.CharField(_("language of mails"), max_length=10, blank=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = UserManager()

    def __str__(self) -> str:
        return self.get_full_name() or self.email


class SavedView(models.Model):
    """An address of the portal that its owner keeps: a comparison, a custom region, a search.

    Where `alerts_since` is set its owner is mailed of what fits and is newer.
    """

    class Kind(models.TextChoices):
        RANKING = "ranking", _("Ranking")
        MAP = "map", _("Map")
        COMPARISON = "comparison", _("Comparison")
        CUSTOM_REGION = "custom-region", _("Custom region")
        SEARCH = "search", _("Search")
        REGION = "region", _("Region")
        DIRECTORY = "directory", _("Search for organisations")

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="saved_views")
    kind = models.CharField(max_length=20, choices=Kind)
    title = models.CharField(max_length=200)
    query = models.TextField(_("canonical query string"), blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    alerts_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "kind", "query"], name="one_saved_view_an_address"),
        ]

    def __str__(self) -> str:
        return self.title


class KnownDevice(models.Model):
    """A browser that somebody has signed in from: a keyed sum of the token in its cookie, see `devices`."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="known_devices")
    token_sum = models.CharField(max_length=64)
    last_used_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "token_sum"], name="one_row_a_device")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.token_sum[:8]}"


class OutgoingMail(models.Model):
    """A mail about an account that no worker has sent yet, see `mails`."""

    to = models.EmailField()
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField()
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.subject
