"""Forms around what an account keeps."""

from django import forms

from portal.accounts.models import SavedView


class RenameForm(forms.ModelForm):
    """Another name for a saved view."""

    class Meta:
        model = SavedView
        fields = ["title"]


class SavedViewForm(forms.ModelForm):
    class Meta:
        model = SavedView
        fields = ["kind", "title", "query"]
