"""The parts that every page is made of: what presenters return and components show.

Presenters fill these frozen objects with finished text; templates only place them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

FIRST_ROWS = 10
FEWEST_FOLDED = 2  # to unfold two rows is more work than to read them


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str
    is_current: bool = False
    title: str = ""
    language: str = ""  # of the label, where it is not that of the page


@dataclass(frozen=True, slots=True)
class PageMeta:
    """Head of a page: `title` is the h1, `lead` the one sentence that says what the figures say.

    `language` is what both are written in, where it may differ from the language of the page around them.
    """

    title: str
    description: str
    canonical_path: str
    breadcrumbs: tuple[Link, ...] = ()
    lead: str = ""
    json_ld: dict[str, Any] | None = None
    is_indexable: bool = True
    section: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Badge:
    """A mark in words; `tone` chooses its look: "notice", "good", or plain where it is empty."""

    text: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class KeyFact:
    """A big number: `value` is formatted, `unit` and `year` stand within sight of it."""

    label: str
    value: str
    unit: str = ""
    year: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `key` is its name in downloads, `unit` stands in the head."""

    key: str
    label: str
    unit: str = ""
    is_numeric: bool = False
    sort_url: str = ""
    sorted: str = ""  # "", "ascending" or "descending"
    is_secondary: bool = False  # shown under "more columns"


@dataclass(frozen=True, slots=True)
class Cell:
    """`text` is what a reader sees; `note` explains a missing or marked value; `stars` draws stars."""

    text: str
    url: str = ""
    note: str = ""
    stars: "Stars | None" = None


@dataclass(frozen=True, slots=True)
class Stars:
    """A result in words (`text`) and shapes: `earned` of `possible`, hollow where they rest on estimates.

    Without possible stars nothing is drawn.
    """

    earned: int
    possible: int
    text: str
    is_hollow: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """`first` rows are in view and the others come on demand; 0 shows all. Paper has every row."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str = ""
    total_row: tuple[Cell, ...] = ()
    first: int = 0

    def folded(self, first: int = FIRST_ROWS) -> "Table":
        """The same table with its first rows in view; unchanged where it would save next to nothing."""
        return replace(self, first=first) if len(self.rows) > first + FEWEST_FOLDED else self


@dataclass(frozen=True, slots=True)
class Picture:
    """How a figure leaves its page as a picture or in a frame of another site.

    `png` and `svg` are its addresses without a query, `sent` the pairs that a form sends along; `address` is the whole
    address of the PNG. `title` is what the picture says by itself, at most `longest_title` letters of the reader's own
    may take its place. `frame` is the HTML that shows the figure on another site, `frame_url` the page in it.
    """

    png: str
    svg: str
    address: str
    sent: tuple[tuple[str, str], ...]
    title: str
    longest_title: int
    longest_note: int
    frame: str
    frame_url: str


@dataclass(frozen=True, slots=True)
class FigureActions:
    """The quiet row under a figure, always in this order: downloads, picture and slide, embed, link, citation."""

    downloads: tuple[Link, ...] = ()
    picture: Picture | None = None
    permalink: str = ""
    citation: str = ""
    report_url: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart or map: heading, one-sentence summary, SVG, the table behind it, downloads, source line."""

    id: str
    title: str
    summary: str
    svg: str = ""
    table: Table | None = None
    actions: FigureActions = field(default_factory=FigureActions)
    source: str = ""
    is_demonstration: bool = False
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """Neighbours of the same `group` stand under its name."""

    value: str
    label: str
    is_selected: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One select of a filter form."""

    name: str
    label: str
    options: tuple[Option, ...]
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One number that a reader types into a filter form; `step` and `least` as the browser checks them."""

    name: str
    label: str
    value: str
    unit: str = ""
    step: str = "1"
    least: str = ""


@dataclass(frozen=True, slots=True)
class FilterForm:
    """What the filter component shows. `hidden` carries along what the form does not ask (a pinned release)."""

    choices: tuple[Choice, ...]
    chips: tuple[Link, ...]
    action: str
    clear_url: str
    hidden: tuple[tuple[str, str], ...] = ()
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Pagination:
    pages: tuple[Link, ...]
    previous: str = ""
    next: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True)
class SaveView:
    """What a signed-in reader may keep of a page: `query` names it under its `kind`, `title` is a suggestion.

    `address` is where an anonymous reader comes back to after signing in.
    """

    kind: str
    query: str
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Dataset:
    """Unrounded figures of a page as the downloads give them: the same object makes CSV, XLSX and JSON.

    `statement` is the query behind `rows` where the database can write the CSV itself, many rows at a time.
    """

    name: str
    columns: tuple[str, ...]
    rows: Iterable[Sequence[Any]]
    notes: tuple[str, ...] = ()
    statement: str = ""
