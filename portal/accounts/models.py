"""Users sign in with their e-mail address; a saved view is an address that a user keeps."""

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

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = UserManager()

    def __str__(self) -> str:
        return self.get_full_name() or self.email


class SavedView(models.Model):
    """An address of the portal that its owner keeps: a comparison, a custom region, a search."""

    class Kind(models.TextChoices):
        RANKING = "ranking", _("Ranking")
        MAP = "map", _("Map")
        COMPARISON = "comparison", _("Comparison")
        CUSTOM_REGION = "custom-region", _("Custom region")
        SEARCH = "search", _("Search")
        REGION = "region", _("Region")

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="saved_views")
    kind = models.CharField(max_length=20, choices=Kind)
    title = models.CharField(max_length=200)
    query = models.TextField(_("canonical query string"), blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "kind", "query"], name="one_saved_view_an_address"),
        ]

    def __str__(self) -> str:
        return self.title
