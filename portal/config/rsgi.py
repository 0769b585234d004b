"""What granian serves: Django's WSGI application behind the front that keeps slow readers away from page threads."""

import os

from django.core.wsgi import get_wsgi_application

from portal.core.serving.front import Front

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.config.settings.development")

application = Front(get_wsgi_application())
