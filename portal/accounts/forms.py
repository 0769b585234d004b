"""Forms around what an account keeps."""

from django import forms

from portal.accounts.models import SavedView


class SavedViewForm(forms.ModelForm):
    class Meta:
        model = SavedView
        fields = ["kind", "title", "query"]
