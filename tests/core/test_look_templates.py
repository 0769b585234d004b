"""What templates may contain: classes that the component library defines, no inline code, explicit variables."""

import re

import pytest
from django.conf import settings

TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
NAMES = [str(path.relative_to(settings.BASE_DIR / "templates")) for path in TEMPLATES]
ECL = settings.PACKAGES_DIR / "ecl" / "styles" / "ecl-eu.css"
SPRITE = settings.PACKAGES_DIR / "icons" / "icons.svg"
# Parts of the frame that read what the context processors give.
FRAME = ("site_header.html", "site_footer.html")

each_template = pytest.mark.parametrize("path", TEMPLATES, ids=NAMES)


@pytest.fixture(scope="module")
def library():
    if not ECL.is_file():
        pytest.skip("The front-end packages are not there: run `make run` or the fetch of packages first.")
    return ECL.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def defined(library):
    return set(re.findall(r"\.(ecl-[\w-]+)", library))


@pytest.fixture(scope="module")
def icons(library):
    return set(re.findall(r'<symbol[^>]*\bid="([^"]+)"', SPRITE.read_text(encoding="utf-8")))


def classes_of(source):
    """Classes written in `source`, in attributes and in arguments of tags; a class with a variable gives its start."""
    without_urls = re.sub(r"{% static '[^']*' %}|{% static \"[^\"]*\" %}|data-ecl-[\w-]+|\"ecl/[^\"]*\"", "", source)
    return set(re.findall(r"(?<![\w/.-])(ecl-[\w-]+?)(?=[^\w-]|$)", without_urls))


@each_template
def test_every_library_class_is_defined_by_the_library(path, defined):
    used = {name for name in classes_of(path.read_text(encoding="utf-8")) if not name.endswith("--")}
    assert used - defined == set()


@pytest.mark.parametrize("tone", ["info", "success", "warning", "error"])
def test_every_tone_of_a_notification_is_defined(tone, defined):
    assert f"ecl-notification--{tone}" in defined


def test_a_class_that_the_library_does_not_define_is_noticed(defined):
    assert classes_of('<p class="ecl-link ecl-nonsense{% if x %} ecl-more{% endif %}">') - defined == {
        "ecl-nonsense",
        "ecl-more",
    }


@each_template
def test_every_icon_is_in_the_sprite_and_has_a_size_of_the_library(path, icons, defined):
    used = re.findall(r'{% icon "([\w-]+)"(?: "([\w-]+)")?', path.read_text(encoding="utf-8"))
    assert {name for name, _ in used} - icons == set()
    assert {f"ecl-icon--{size or 's'}" for _, size in used} - defined == set()


@each_template
def test_no_template_carries_inline_code(path):
    if {"email", "emails"} & set(path.parts):
        pytest.skip("Mail programs read no style sheets.")
    source = path.read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=[\"']|javascript:", source)
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/ld\+json)", source)


@each_template
def test_no_template_asks_another_host(path):
    sources = re.findall(r"(?:src|href)=\"(https?:)?//", path.read_text(encoding="utf-8"))
    links = re.findall(
        r"<(?:link|script|img|iframe)[^>]*(?:src|href)=\"(?:https?:)?//", path.read_text(encoding="utf-8")
    )
    assert links == [], sources


@each_template
def test_components_get_their_variables_by_name(path):
    includes = re.findall(r"{% include \"components/([\w.]+)\"([^%]*)%}", path.read_text(encoding="utf-8"))
    assert [name for name, rest in includes if name not in FRAME and not rest.rstrip().endswith(" only")] == []


def test_our_style_sheets_take_colours_from_the_tokens_only():
    sheets = (settings.BASE_DIR / "static" / "css").glob("*.css")
    written = {
        sheet.name: re.findall(r"#[0-9a-f]{3,8}\b", sheet.read_text(encoding="utf-8"))
        for sheet in sheets
        if sheet.name not in {"tokens.css", "failure.css"}
    }
    assert {name: colours for name, colours in written.items() if colours} == {}


def test_every_token_that_a_sheet_uses_exists():
    folder = settings.BASE_DIR / "static" / "css"
    defined = set(re.findall(r"(--portal-[\w-]+):", (folder / "tokens.css").read_text(encoding="utf-8")))
    used = {name for sheet in folder.glob("*.css") for name in re.findall(r"var\((--portal-[\w-]+)", sheet.read_text())}
    assert used - defined == set()
