"""`manage.py makemessages`: Django's own, which also collects the texts of data files."""

from pathlib import Path
from typing import Any

from django.core.management.commands import makemessages

from portal.core.data_texts import data_files, texts_of

# A percent sign in a data file is a percent sign: "10 % of" is no placeholder.
LINE = "# xgettext:no-python-format\ngettext_noop({text!r})\n"


class DataFile(makemessages.BuildFile):
    """A TOML file becomes lines of Python that xgettext reads; other files are read as ever."""

    def preprocess(self) -> None:
        if not self.path.endswith(".toml"):
            super().preprocess()
            return
        path = Path(self.path).resolve()
        texts = texts_of(path) if path in data_files() else []
        Path(self.work_path).write_text("".join(LINE.format(text=text) for text in texts), encoding="utf-8")


class Command(makemessages.Command):
    build_file_class = DataFile

    def handle(self, *args: Any, **options: Any) -> None:
        options["extensions"] = options["extensions"] or ["html", "txt", "py", "toml"]
        options["ignore_patterns"] += ["var", "tests", "docs", "requirements"]
        super().handle(*args, **options)
