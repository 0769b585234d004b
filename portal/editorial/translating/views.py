"""wagtail-localize's forms, with what takes long left to the queue."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail_localize.views.submit_translations import SubmitPageTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsView

from portal.editorial.translating.tasks import refresh_source, translate_page


class SubmitPageView(SubmitPageTranslationView):
    """One language opens at once, so that the editor can begin; several, or a subtree, are prepared by the queue."""

    def form_valid(self, form: Any) -> HttpResponse:
        locales, with_subtree = list(form.cleaned_data["locales"]), form.cleaned_data["include_subtree"]
        if len(locales) == 1 and not with_subtree:
            response: HttpResponse = super().form_valid(form)
            return response
        for locale in locales:
            translate_page.enqueue(self.object.pk, locale.pk, self.request.user.pk, with_subtree=bool(with_subtree))
        messages.success(self.request, _("The pages are being prepared. The overview of translations shows them soon."))
        return redirect(self.get_success_url() or self.get_default_success_url())


class UpdateView(UpdateTranslationsView):
    """What publishing the original does by itself, for an editor who does not want to wait for it."""

    def form_valid(self, form: Any) -> HttpResponse:
        refresh_source.enqueue(self.object.pk)
        messages.success(self.request, _("The translations are being brought up to date."))
        return redirect(self.get_success_url() or self.get_default_success_url())
