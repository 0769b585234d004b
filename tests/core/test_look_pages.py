"""The frame of every page: head, header, menu, languages, footer, policies."""

import gzip
import json
import re
from pathlib import Path

import html5lib
import pytest
from csp.constants import SELF
from django.conf import settings
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from portal.core.menu import localised, main_menu
from portal.core.page import Link, PageMeta
from portal.core.templatetags.portal import absolute_url, json_ld, trail

PAGE = PageMeta(
    title="Oberbayern",
    description="Clusters of Oberbayern.",
    canonical_path="/observatory/regions/DE21/",
    breadcrumbs=(Link("Observatory", "/observatory/"),),
    lead="19 statistical clusters in 2014.",
    json_ld={"@context": "https://schema.org", "name": "</script><b>"},
    section="observatory",
)


class Visitor:
    is_authenticated = False


def drawn(page=PAGE, path="/observatory/regions/DE21/?year=2014", **context):
    request = RequestFactory().get(path)
    request.user = Visitor()
    return render_to_string("base.html", {"page": page, **context}, request=request)


def test_the_frame_is_valid_html_with_one_heading():
    text = drawn()
    html5lib.HTMLParser(strict=True).parse(text)
    assert re.findall(r"<h1[^>]*>(.*?)</h1>", text) == ["Oberbayern"]


def test_the_head_names_the_page():
    text = drawn()
    base = settings.WAGTAILADMIN_BASE_URL
    assert f"<title>Oberbayern – {settings.PORTAL_NAME}</title>" in text
    assert '<meta name="description" content="Clusters of Oberbayern.">' in text
    assert f'<link rel="canonical" href="{base}/observatory/regions/DE21/">' in text
    assert f'<link rel="alternate" hreflang="fr" href="{base}/fr/observatory/regions/DE21/">' in text


def test_the_page_speaks_its_language_and_leads_to_itself_in_the_others():
    with translation.override("fr"):
        text = drawn(page=PageMeta("Oberbayern", "…", "/fr/observatory/regions/DE21/"))
    assert '<html lang="fr">' in text
    assert re.search(r'href="/observatory/regions/DE21/" hreflang="en"', text)
    assert re.search(r'href="/de/observatory/regions/DE21/" hreflang="de"', text)


def test_json_ld_cannot_leave_its_block():
    markup = json_ld(PAGE.json_ld)
    assert markup.count("</script>") == 1
    body = re.fullmatch(r'<script type="application/ld\+json">(.*)</script>', markup).group(1)
    assert json.loads(body) == PAGE.json_ld


def test_a_page_without_json_ld_has_no_block():
    assert json_ld(None) == ""


def test_the_skip_link_leads_to_the_content():
    text = drawn()
    assert text.index('href="#main"') < text.index("<header")
    assert '<main id="main"' in text


def test_the_menu_marks_the_section_and_needs_no_script():
    assert [entry.key for entry in main_menu("observatory") if entry.is_current] == ["observatory"]
    text = drawn()
    assert all(f'href="{entry.url}"' in text for entry in main_menu())
    assert '<noscript><a class="ecl-link portal-menu-open" href="#menu">' in text


def test_addresses_carry_the_prefix_of_every_language_but_the_first():
    with translation.override("en"):
        assert localised("/news/") == "/news/"
    with translation.override("de"):
        assert localised("/news/") == "/de/news/"


def test_the_breadcrumb_begins_at_home_and_ends_at_the_page():
    crumbs = trail(PAGE)
    assert [(crumb.label, crumb.is_current) for crumb in crumbs] == [
        ("Home", False),
        ("Observatory", False),
        ("Oberbayern", True),
    ]


def test_a_breadcrumb_that_is_whole_stays_as_it_is():
    whole = (Link("Home", "/"), Link("Oberbayern", "", is_current=True))
    assert trail(PageMeta("Oberbayern", "", "/x/", breadcrumbs=whole)) == whole


def test_the_home_page_has_no_breadcrumb():
    assert trail(PageMeta("Home", "", "/")) == ()


class Demonstration:
    is_demonstration = True


class Official:
    is_demonstration = False


def test_demonstration_figures_are_marked_on_the_page():
    sentence = "Demonstration figures, not official statistics"
    assert sentence in drawn(release=Demonstration())
    assert sentence not in drawn(release=Official())
    assert sentence not in drawn()


def test_the_word_mark_gives_way_to_the_official_logo_where_the_setting_says_so(settings):
    assert "logo-eu--" not in drawn()
    settings.PORTAL_OFFICIAL_LOGO = True
    assert "ecl/images/logo/standard-version/positive/logo-eu--en.svg" in drawn()


def test_who_manages_the_site_is_a_setting(settings):
    settings.PORTAL_MANAGED_BY = "the Ministry of Clusters"
    assert "This site is managed by the Ministry of Clusters." in drawn()


def test_titles_are_escaped():
    assert "<b>bold" not in drawn(page=PageMeta("<b>bold", "<b>bold", "/x/", lead="<b>bold"))


def test_a_picture_makes_a_large_social_card():
    text = drawn(social_image="/observatory/regions/DE21.png")
    assert f'property="og:image" content="{settings.WAGTAILADMIN_BASE_URL}/observatory/regions/DE21.png"' in text
    assert "summary_large_image" in text
    assert "og:image" not in drawn()


def test_an_absolute_address_stays_absolute():
    assert absolute_url("https://example.eu/x/") == "https://example.eu/x/"
    assert absolute_url("/x/") == f"{settings.WAGTAILADMIN_BASE_URL}/x/"


@pytest.mark.django_db
def test_the_style_guide_is_a_valid_page_without_queries(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/styleguide/")
    text = response.content.decode()
    html5lib.HTMLParser(strict=True).parse(text)
    assert text.count("<h1") == 1
    identifiers = re.findall(r'\sid="([^"]+)"', text)
    repeated = {name for name in identifiers if identifiers.count(name) > 1}
    assert repeated == set()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/styleguide/", "/fr/styleguide/", "/no-such-page/"])
def test_public_pages_have_the_strict_policy(client, path):
    policy = client.get(path)["Content-Security-Policy"]
    assert "script-src 'self';" in f"{policy};"
    assert "style-src 'self';" in f"{policy};"
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.django_db
def test_the_editors_area_has_its_own_policy_and_still_no_foreign_host(client):
    policy = client.get("/admin/")["Content-Security-Policy"]
    assert f"script-src {SELF} 'unsafe-inline'" in policy
    assert f"frame-ancestors {SELF}" in policy
    assert "http" not in policy
    assert "*" not in policy


@pytest.mark.django_db
def test_an_address_that_only_begins_like_the_editors_area_keeps_the_strict_policy(client):
    assert "unsafe" not in client.get("/administration/")["Content-Security-Policy"]


def test_a_first_visit_carries_less_than_200_kilobytes_of_styles_and_scripts():
    files = re.findall(r'(?:href|src)="/?static/([^"]+\.(?:css|js))"', drawn())
    folders = [settings.BASE_DIR / "static", settings.PACKAGES_DIR]
    paths = [folder / name for name in files for folder in folders if (folder / name).is_file()]
    if not any(str(settings.PACKAGES_DIR) in str(path) for path in paths):
        pytest.skip("The front-end packages are not there: run `make run` or the fetch of packages first.")
    assert len(paths) == len(files)
    assert sum(len(gzip.compress(Path(path).read_bytes())) for path in paths) < 200_000
