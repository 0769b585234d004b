"""What editors need before they can write in a language: a row of Wagtail's, made along with its state."""

from wagtail.models import Locale

from portal.core.languages import forget
from portal.core.models import Language


def use_language(*, language: Language) -> bool:
    """Make the locale of a language that is open or prepared; whether one was made.

    A locale that is no longer wanted stays as long as anything is written in it.
    """
    forget()
    if language.state == Language.State.UNUSED:
        return False
    _locale, is_new = Locale.objects.get_or_create(language_code=language.code)
    return bool(is_new)
