"""Samples of the style guide: invented figures in every state that a component knows."""

from portal.core.page import (
    Cell,
    Choice,
    Column,
    Figure,
    FigureActions,
    KeyFact,
    Link,
    Option,
    Pagination,
    Stars,
    Table,
)
from portal.core.palette import palette
from portal.core.panels import Panel, PanelRow

LONG_GERMAN = "Herstellung von elektrischen Ausrüstungen und Rechtsschutzversicherungsgesellschaftsdienstleistungen"
GREEK = "Περιφέρεια Ανατολικής Μακεδονίας και Θράκης"
CONFIDENTIAL = "Confidential: the statistical office does not publish this figure."

FACTS = (
    KeyFact("Statistical clusters", "19", "of 88 groups", "2014", "4th of 266 regions"),
    KeyFact("Persons employed in them", "412,310", "persons", "2014", "31.2% of all persons employed"),
    KeyFact("Location quotient, highest", "2.94", "times the EU-27 share", "2014", "Motor vehicles"),
    KeyFact("Wages and salaries", "–", "", "2014", "Confidential"),
)
ONE_FACT = FACTS[:1]

TWO_STARS = Stars(2, 3, "2 of 3 stars")
HOLLOW_STARS = Stars(1, 3, "1 of 3 stars, on estimates", is_hollow=True)
NO_STARS = Stars(0, 3, "0 of 3 stars")
NOT_JUDGED = Stars(0, 0, "Not judged: no figure")

COLUMNS = (
    Column("region", "Region", sort_url="?sort=region"),
    Column("stars", "Stars"),
    Column("persons_employed", "Persons employed", "number", True, "?sort=persons_employed", "descending"),
    Column("location_quotient", "Location quotient", "EU-27 = 1", True, "?sort=location_quotient"),
    Column("growth", "Growth, 2008–2014", "% a year", True),
    Column("wage_per_person_eur", "Wage per person", "EUR", True, is_secondary=True),
    Column("local_units", "Local units", "number", True, is_secondary=True),
)


def _row(name: str, stars: Stars, *figures: str, note: str = "") -> tuple[Cell, ...]:
    cells = (Cell(text, note=note if text == "–" else "") for text in figures)
    return (Cell(name, url="#table"), Cell(stars.text, stars=stars), *cells)


ROWS = (
    _row("Oberbayern", TWO_STARS, "104,228", "2.94", "+2.1", "61,402", "388"),
    _row(GREEK, NO_STARS, "1,204", "0.31", "−4.0", "18,977", "96"),
    _row(LONG_GERMAN, HOLLOW_STARS, "9,310", "1.07", "+0.2", "–", "–", note="Estimated from the parent region."),
    _row("Åland", NOT_JUDGED, "–", "–", "–", "–", "4", note=CONFIDENTIAL),
)
TOTAL = (Cell("EU-27"), Cell(""), Cell("2,311,850"), Cell("1.00"), Cell("+0.4"), Cell("47,115"), Cell("19,412"))

TABLE = Table("Motor vehicles: regions with most persons employed, 2014", COLUMNS, ROWS, total_row=TOTAL)
EMPTY_TABLE = Table("No rows", COLUMNS, (), empty="No region matches these choices. Choose fewer filters.")
ONE_ROW_TABLE = Table("One row", COLUMNS[:4], (ROWS[0][:4],))
LONG_TABLE = Table("Very many rows", COLUMNS[:4], tuple(row[:4] for row in ROWS) * 20)

ACTIONS = FigureActions(
    downloads=tuple(Link(name, f"/styleguide.{name.lower()}") for name in ("CSV", "XLSX", "SVG", "PNG")),
    permalink="/observatory/regions/DE21/?release=2026-11-22-1&year=2014",
    citation="EU Cluster Portal, motor vehicles by region, 2014, release 2026-11-22-1.",
    report_url="/observatory/report/?address=/styleguide/",
)


def _bars() -> str:
    """A small bar chart as our charts draw it: presentation attributes, no style, a title that says it all."""
    colours = palette().figure
    bars = "".join(
        f'<rect x="150" y="{10 + 34 * place}" width="{width}" height="24" fill="{fill}"/>'
        f'<text x="142" y="{27 + 34 * place}" text-anchor="end" font-size="14" font-family="Arial">{name}</text>'
        f'<text x="{156 + width}" y="{27 + 34 * place}" font-size="14" font-family="Arial">{value}</text>'
        for place, (name, width, value, fill) in enumerate(
            (("Oberbayern", 400, "2.94", colours.accent), ("Stuttgart", 380, "2.80", colours.muted))
        )
    )
    title = "Location quotient: Oberbayern 2.94, Stuttgart 2.80"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 80" role="img"><title>{title}</title>{bars}</svg>'


FIGURE = Figure(
    id="sample-figure",
    title="Motor vehicles weigh most in Oberbayern",
    summary="Oberbayern: 2.94 times the EU-27 share of persons employed in 2014; Stuttgart: 2.80 times.",
    svg=_bars(),
    table=ONE_ROW_TABLE,
    actions=ACTIONS,
    source="Source: Eurostat, sbs_r_nuts06_r2, 2014; release 2026-11-22-1.",
)
DEMONSTRATION_FIGURE = Figure(
    id="sample-demonstration",
    title="A figure of the demonstration release",
    summary="Invented: 1.2 times the EU-27 share.",
    svg=_bars().replace("Location quotient:", "Demonstration:"),
    actions=ACTIONS,
    source="Source: demonstration generator, seed 1.",
    is_demonstration=True,
)
EMPTY_FIGURE = Figure(
    id="sample-empty",
    title="A figure without data",
    summary="",
    source="Source: Eurostat, sbs_r_nuts06_r2.",
    empty="There is no published figure for this group and year. Choose another year.",
)

CHOICES = (
    Choice("group", "Industry group", (Option("C29", "C29 Motor vehicles", True), Option("C27", LONG_GERMAN))),
    Choice("year", "Year", (Option("2014", "2014", True), Option("2013", "2013"))),
    Choice(
        "rules",
        "Rule set",
        (Option("three-stars", "Three stars", True), Option("four-stars", "Four stars")),
        hint="How stars are given; explained under Methodology.",
    ),
)
CHIPS = (Link("Country: Germany", "#filters"), Link(LONG_GERMAN, "#filters"))
CLEAR = "#filters"

PAGINATION = Pagination(
    pages=(
        Link("1", "?page=1"),
        Link("…", ""),
        Link("11", "?page=11"),
        Link("12", "?page=12", is_current=True),
        Link("13", "?page=13"),
        Link("…", ""),
        Link("240", "?page=240"),
    ),
    previous="?page=11",
    next="?page=13",
    summary="551 to 600 of 12,000 statistical clusters",
)
ONE_PAGE = Pagination(pages=(Link("1", "?page=1", is_current=True),), summary="3 statistical clusters")

PANEL = Panel(
    "events",
    "Events",
    2,
    (PanelRow("Cluster weeks in Munich", "#panel", "3 May 2027, Munich"), PanelRow(LONG_GERMAN, "#panel", GREEK)),
    link="#panel",
)
EMPTY_PANEL = Panel("news", "News", 0, (), empty="No news about this region yet.")

CRUMBS = (
    Link("Home", "/"),
    Link("Observatory", "/observatory/"),
    Link("Regions", "/observatory/regions/"),
    Link(GREEK, "", is_current=True),
)
LINK = Link("Show all regions", "/observatory/regions/")
