"""The directory, its downloads and its maps; profiles of organisations stand below it."""

from django.urls import URLPattern, URLResolver, path, register_converter

from internationalisation.directory.near.views import near
from internationalisation.directory.views import directory, directory_download, land


class DirectoryFormat:
    """The formats of the directory's downloads."""

    regex = "csv|xlsx|geojson"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(DirectoryFormat, "directory_format")

urlpatterns: list[URLPattern | URLResolver] = [
    path("clusters/", directory, name="directory"),
    path("clusters.<directory_format:suffix>", directory_download, name="directory-download"),
    path("clusters/near/", near, name="near"),
    path("clusters/land/<slug:code>.svg", land, name="land"),
]
