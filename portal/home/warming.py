"""What a fresh process reads before its first visitor comes."""

import logging

from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, connections
from wagtail.models import get_page_models

from internationalisation.directory.queries.keeping import get_directory
from portal.core.languages import learn
from portal.editorial.roots import keep_site_roots
from portal.registry.conversion import conversions

logger = logging.getLogger(__name__)


def warm() -> None:
    """Reference data, languages, types and roots of pages, the directory: no visitor waits for them. 6 queries.

    A database that is not there yet is no reason not to start: everything is then read when it is asked for.
    """
    try:
        conversions()
        learn()
        keep_site_roots()
        ContentType.objects.get_for_models(*get_page_models())
        get_directory()
    except DatabaseError:
        logger.warning("The database does not answer yet: reference data are read later.")
    finally:
        connections.close_all()
