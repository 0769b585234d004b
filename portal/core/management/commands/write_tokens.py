"""`manage.py write_tokens`: write the CSS tokens from the palette."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from portal.core.palette import css_tokens, palette


class Command(BaseCommand):
    help = "Writes static/css/tokens.css from portal/core/data/palette.toml."

    def handle(self, *args: Any, **options: Any) -> None:
        path = settings.BASE_DIR / "static" / "css" / "tokens.css"
        path.write_text(css_tokens(palette()), encoding="utf-8")
        self.stdout.write(f"Wrote {path.relative_to(settings.BASE_DIR)}.")
