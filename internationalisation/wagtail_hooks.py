"""The section's entries on the editors' desk."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from internationalisation.review.desk import ProfileViewSet, add_waiting, only_decisions

register_snippet(ProfileViewSet)
hooks.register("construct_snippet_action_menu", only_decisions)
hooks.register("construct_homepage_panels", add_waiting)
