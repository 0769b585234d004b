"""Lists of rows in a form: added and removed without scripts, and known by their keys however often they are sent."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.forms.utils import ErrorDict, ErrorList
from django.utils.translation import gettext_lazy

from internationalisation.editing.fields import fields_of
from internationalisation.editing.steps import LISTS
from internationalisation.editing.values import KEY, ROW_FIELDS, Values, canonical

MOST_ROWS = 50
NEEDED: Mapping[str, tuple[str, ...]] = {
    "partners": ("name", "country"),
    "certificates": ("label", "issuer"),
    "activities": ("kind", "title"),
    "contacts": ("name",),
}


class _Key(forms.UUIDField):
    """Names the row; that alone does not make it filled in."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class RowForm(forms.Form):
    """One row of a list."""

    relation = ""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields[KEY] = _Key(widget=forms.HiddenInput, required=False, initial=lambda: str(uuid4()))
        self.fields.update(fields_of(LISTS[self.relation], ROW_FIELDS[self.relation], NEEDED[self.relation]))

    @property
    def row(self) -> Values | None:
        """What was written; None of a row that is empty or removed."""
        if not self.cleaned_data or self.cleaned_data.get("DELETE"):
            return None
        return {KEY: str(self.cleaned_data.get(KEY) or uuid4()), **self.cleaned_data}


class Rows(BaseFormSet):  # type: ignore[type-arg]  # Django's own class takes no arguments at runtime
    """The rows of one list. A box beside each removes it on saving."""

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = gettext_lazy("Remove this entry")

    @property
    def values(self) -> list[Values]:
        rows = [row for form in self.forms if (row := form.row) is not None]
        listed: list[Values] = canonical(self.relation, rows)
        return listed

    @property
    def relation(self) -> str:
        return str(self.prefix)

    def silence(self) -> None:
        """Say nothing of what is wrong: nobody asked to save it yet."""
        self._errors: list[Any] = []
        self._non_form_errors = ErrorList()
        for form in self.forms:
            form._errors = ErrorDict()


def rows_of(relation: str, stored: Sequence[Values], data: Any = None) -> Rows:
    """The rows of a list as a form; without any there is room for a first one."""
    form = type(f"{relation.title()}Row", (RowForm,), {"relation": relation})
    made = formset_factory(
        form,
        formset=Rows,
        extra=0 if stored else 1,
        can_delete=True,
        max_num=MOST_ROWS,
        absolute_max=MOST_ROWS + 10,
        validate_max=True,
    )
    rows: Any = made(data, prefix=relation) if data is not None else made(initial=list(stored), prefix=relation)
    filled: Rows = rows
    return filled
