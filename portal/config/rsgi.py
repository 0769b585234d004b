"""What granian serves: Django's WSGI application behind the front that keeps slow readers away from page threads."""

import os

from django.core.wsgi import get_wsgi_application

from portal.core.serving.front import Front

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.config.settings.development")

django_application = get_wsgi_application()  # models can be imported from here on

from portal.core.languages import keep_watch  # noqa: E402 (needs the models)
from portal.home.warming import warm  # noqa: E402 (needs the models)

warm()
keep_watch()
application = Front(django_application)
