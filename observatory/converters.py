"""Parts of addresses: the format of a download, which replaces a page's last slash."""

TABLE_FORMATS = ("csv", "xlsx", "json")
IMAGE_FORMATS = ("svg", "png")
DOCUMENT_FORMATS = ("pdf", "docx")


class TableFormat:
    regex = "|".join(TABLE_FORMATS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class AnyFormat(TableFormat):
    regex = "|".join((*TABLE_FORMATS, *IMAGE_FORMATS))


class DocumentFormat(TableFormat):
    regex = "|".join(DOCUMENT_FORMATS)
