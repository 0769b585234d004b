"""Takes uploads in: what is larger than any form allows is counted and thrown away instead of being written."""

from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from portal.core.uploads.documents import most_bytes
from portal.core.uploads.refusal import suffix_of


class TooLarge(UploadedFile):
    """Stands for a file that was not kept: its size is the true one, so that the form says what is wrong."""


class BoundedUploadHandler(TemporaryFileUploadHandler):
    """Stops writing a file at the limit of its kind."""

    is_over = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.is_over = False
        self.most = most_bytes(suffix_of(self.file_name or ""))

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if not self.is_over and start + len(raw_data) > self.most:
            self.is_over = True
            self.file.truncate(0)
        if not self.is_over:
            super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size: int) -> UploadedFile:
        if not self.is_over:
            return super().file_complete(file_size)
        self.file.close()
        return TooLarge(ContentFile(b""), self.file_name, self.content_type, file_size)
