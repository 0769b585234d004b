"""Files of organisations that agencies send in."""

from django.utils.translation import gettext_lazy as _

from portal.core.file_imports import FileImport


class OrganisationImport(FileImport):
    """One file. Its owner alone sees it."""

    class Meta(FileImport.Meta):
        verbose_name = _("import of organisations")
        verbose_name_plural = _("imports of organisations")
