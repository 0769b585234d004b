"""The way from a page to its briefing."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from observatory.selection import Selection
from portal.core.page import Link
from portal.core.pdf import pdf_problem


@dataclass(frozen=True, slots=True)
class BriefingLinks:
    """`problem` says in words why a format is not among the links; empty where all are."""

    links: tuple[Link, ...]
    problem: str = ""


def briefing_links(path: str, selection: Selection) -> BriefingLinks:
    """Links for the page at `path` with the reader's choices: they lead through the page where one waits."""
    page = selection.address(path)
    problem = pdf_problem()
    pdf = () if problem else (Link("PDF", waiting_address(page, "pdf")),)
    return BriefingLinks((*pdf, Link("Word", waiting_address(page, "docx"))), problem)


def waiting_address(page: str, suffix: str, **more: str) -> str:
    return f"{reverse('observatory:briefing')}?{urlencode({'of': page, 'format': suffix, **more})}"
