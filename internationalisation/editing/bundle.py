"""A step as one thing: its form and its lists of rows, filled and checked together."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms

from internationalisation.editing.forms import StepForm
from internationalisation.editing.rows import Rows, rows_of
from internationalisation.editing.steps import Step
from internationalisation.editing.values import Values
from internationalisation.editing.words import label_of
from portal.registry.models import ClusterOrganisation


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that cannot be saved as it is; `target` is the id of its field."""

    label: str
    text: str
    target: str


@dataclass(frozen=True, slots=True)
class Bundle:
    form: StepForm
    rows: tuple[Rows, ...]

    def is_valid(self) -> bool:
        """All of them are looked at, so that all faults are named at once."""
        return all([self.form.is_valid(), *(rows.is_valid() for rows in self.rows)])

    @property
    def values(self) -> Values:
        return self.form.values | {rows.relation: rows.values for rows in self.rows}

    def silence(self) -> None:
        """Show the words without any complaint: nobody asked to save them yet."""
        self.form.silence()
        for rows in self.rows:
            rows.silence()

    @property
    def faults(self) -> tuple[Fault, ...]:
        every = [_faults(self.form, "")]
        for rows in self.rows:
            title = label_of(rows.relation)
            every += [_faults(form, f"{title}, {number}: ") for number, form in enumerate(rows.forms, 1)]
            every.append(iter(Fault(title, str(text), f"list-{rows.prefix}") for text in rows.non_form_errors()))
        return tuple(fault for faults in every for fault in faults)


def _faults(form: forms.Form, before: str) -> Iterator[Fault]:
    for name, texts in form.errors.items():
        bound = form[name] if name in form.fields else None
        for text in texts:
            yield Fault(f"{before}{bound.label}" if bound else before, str(text), bound.auto_id if bound else "")


def bundle_of(step: Step, draft: ClusterOrganisation, stored: Values, data: Any = None, files: Any = None) -> Bundle:
    """The step with what is stored, or with what was sent."""
    rows = tuple(rows_of(name, stored[name], data) for name in step.lists)
    return Bundle(StepForm(step, draft, stored, data, files), rows)
