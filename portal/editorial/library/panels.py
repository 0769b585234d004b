"""What editors see of a file's text, beside the file."""

from typing import Any

from django.utils.translation import gettext, ngettext
from wagtail.admin.panels import Panel


class DocumentTextPanel(Panel):
    """Says whether search can read the file, and what to do where it cannot."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "editorial/admin/document_text.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            return {**super().get_context_data(parent_context), "words": state_in_words(self.instance.document)}


def state_in_words(document: Any) -> str:
    """A sentence for editors on the text of a file; empty where there is no PDF."""
    if document is None or document.file_extension.lower() != "pdf":
        return ""
    text = getattr(document, "text", None)
    if text is None or text.file_hash != document.file_hash:
        return gettext("The text of the file is being read. Search finds it in about a minute.")
    pages = ngettext("The file has %(count)s page.", "The file has %(count)s pages.", text.pages) % {
        "count": text.pages
    }
    return f"{text.get_state_display()} {pages}" if text.pages else str(text.get_state_display())
