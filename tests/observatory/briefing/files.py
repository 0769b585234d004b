"""What tests ask of a briefing's file."""

import io

from django.test import Client
from docx import Document
from pypdf import PdfReader


def content_of(client: Client, address: str) -> bytes:
    response = client.get(address)
    assert response.status_code == 200, address
    content = b"".join(response)
    return content


def etag_of(client: Client, address: str) -> str:
    response = client.get(address)
    b"".join(response)  # read to the end, the file is closed
    return response["ETag"]


def pdf_of(client: Client, address: str) -> PdfReader:
    return PdfReader(io.BytesIO(content_of(client, address)))


def text_of(made: PdfReader) -> str:
    """All words, with single spaces."""
    return " ".join(" ".join(page.extract_text() for page in made.pages).split())


def word_of(client: Client, address: str) -> Document:
    return Document(io.BytesIO(content_of(client, address)))


def words_in(document: Document) -> str:
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
