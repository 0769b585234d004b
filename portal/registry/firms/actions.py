"""The import of a list of firms: all of it or nothing, unless faulty rows may be left out."""

import gc
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connection, transaction
from django.utils.timezone import localdate

from portal.registry.firms.assigning import Assigner
from portal.registry.firms.checking import Checked, Checker
from portal.registry.firms.findings import Findings
from portal.registry.firms.nace import NaceCodes
from portal.registry.firms.profiles import Profile
from portal.registry.firms.reading import LIMITS, Limits, read_batches
from portal.registry.firms.storing import Store
from portal.registry.firms.values import Known
from portal.registry.geometry.locating import locator
from portal.registry.models import ClusterOrganisation, Country, Industry
from portal.registry.models.firm import FIGURES_NUTS


@dataclass(frozen=True, slots=True)
class Order:
    """What to load and how; `read` is told how many bytes of the file were taken."""

    path: Path
    profile: Profile
    source: str
    figures_version: str = FIGURES_NUTS
    is_dry_run: bool = False
    leaves_out_faults: bool = False
    limits: Limits = LIMITS
    read: Callable[[int], object] = lambda size: None


@dataclass(slots=True)
class Report:
    """What came of it: rows of the file, firms stored, rows by kind and by what their region was found by."""

    findings: Findings = field(default_factory=Findings)
    rows: int = 0
    stored: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    placed: Counter[str] = field(default_factory=Counter)
    is_refused: bool = False

    def count(self, checked: Checked) -> None:
        self.kinds.update(checked.values["kind"])
        self.placed.update(checked.values["placed_by"].tolist())


def load_firms(order: Order) -> Report:
    """Read, check, place and store the firms of a file, batch by batch in one transaction.

    With a fault in any row nothing is stored, unless the order leaves those rows out. Raises FileRefused where the
    file as a whole cannot be read.
    """
    report = Report()
    with transaction.atomic(), _uncollected():
        _load(order, report)
        report.is_refused = bool(report.findings.faults) and not order.leaves_out_faults
        if report.is_refused or order.is_dry_run:
            report.stored = 0
            transaction.set_rollback(True)
    return report


@contextmanager
def _uncollected() -> Iterator[None]:
    """Millions of cells make the collector of cycles run all the time, and there is no cycle among them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _load(order: Order, report: Report) -> None:
    of_places = Findings()
    checker = Checker(order.profile, known_values(), report.findings)
    assigner = Assigner(order.profile, of_places, order.figures_version)
    store = Store(order.source, order.figures_version)
    batches = read_batches(order.path, order.profile, order.limits, order.read)
    for rows, checked in _ahead((batch.rows_in_file, checker.check(batch).without_faults()) for batch in batches):
        report.rows += rows
        assigner.assign(checked)
        report.count(checked)
        if not order.is_dry_run and (order.leaves_out_faults or not report.findings.faults):
            report.stored += store.add(checked)
    report.findings.take_over(of_places)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _ahead(made: Iterator[tuple[int, Checked]]) -> Iterator[tuple[int, Checked]]:
    """The next batch is read and checked while the database takes the one before."""
    with ThreadPoolExecutor(1) as pool:
        following = pool.submit(next, made, None)
        while (batch := following.result()) is not None:
            following = pool.submit(next, made, None)
            yield batch


def known_values() -> Known:
    """What the values of a file may be. 4 queries."""
    real = ClusterOrganisation.objects.real().values_list("pk", flat=True)
    return Known(
        countries=frozenset(Country.everywhere.values_list("code", flat=True)),
        nace=NaceCodes(Industry.objects.filter(level__gt=0).values_list("code", flat=True)),
        regions=locator().codes,
        organisations=frozenset(real),
        today=localdate(),
    )
