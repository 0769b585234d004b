"""Lists of the desk cost the same for few rows and for ten thousand pages and snippets."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from portal.accounts.roles import ADMINISTRATOR
from portal.editorial.models import NewsIndexPage, NewsPage, Topic
from portal.home.furniture.models import Partner
from portal.home.roles import prepare_groups
from tests.editorial import factories
from tests.home.editing.desk import member_of, signed_in

pytestmark = pytest.mark.django_db
FEW, MANY = 100, 10_000  # two full pages of the explorer, and very many
# Pinned: at most so many queries, however many rows there are.
LISTS = {
    "explorer": ("/admin/pages/{news}/", 150),
    "explorer, second page": ("/admin/pages/{news}/?p=2", 150),
    "search": ("/admin/pages/search/?q=news", 150),
    "topics": ("/admin/snippets/editorial/topic/", 30),
    "topics, searched": ("/admin/snippets/editorial/topic/?q=topic", 30),
    "partners": ("/admin/snippets/home/partner/", 30),
    "history": ("/admin/reports/site-history/", 40),
    "ageing pages": ("/admin/reports/aging-pages/", 60),
    "locked pages": ("/admin/reports/locked/", 40),
    "use of page types": ("/admin/reports/page-types-usage/", 80),
}


def make_pages(index: NewsIndexPage, first: int, last: int) -> None:
    """News items by rows, the way treebeard lays them out: one call each would take minutes."""
    own = {field.attname for field in NewsPage._meta.local_concrete_fields}
    pages, items = [], []
    for number in range(first, last):
        page = NewsPage(title=f"News {number}", draft_title=f"News {number}", slug=f"news-{number}", summary="Summary.")
        page.path, page.depth = NewsPage._get_path(index.path, index.depth + 1, number + 1), index.depth + 1
        page.url_path, page.locale_id = f"{index.url_path}{page.slug}/", index.locale_id
        pages.append(page)
    content_type = ContentType.objects.get_for_model(NewsPage)
    bases = [_base(page, content_type) for page in pages]
    Page.objects.bulk_create(bases, batch_size=1000)
    for page, base in zip(pages, bases, strict=True):
        page.page_ptr_id = page.pk = base.pk
        items.append(page)
    _insert(own, items)
    Page.objects.filter(pk=index.pk).update(numchild=last)


def _base(page: NewsPage, content_type) -> Page:
    names = [field.attname for field in Page._meta.concrete_fields if field.attname not in ("id", "content_type_id")]
    return Page(content_type=content_type, **{name: getattr(page, name) for name in names})


def _insert(own: set[str], items: list[NewsPage]) -> None:
    fields = [field for field in NewsPage._meta.local_concrete_fields if field.attname in own]
    for start in range(0, len(items), 1000):
        NewsPage._base_manager._insert(items[start : start + 1000], fields=fields, using="default")


def cost(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200, path
    return len(captured)


def test_lists_of_the_desk_cost_the_same_for_few_and_for_ten_thousand():
    prepare_groups()
    news = factories.make_news_index(factories.make_home())
    client = signed_in(member_of(ADMINISTRATOR))
    paths = {name: (path.format(news=news.pk), most) for name, (path, most) in LISTS.items()}

    def grow(first: int, last: int) -> dict[str, int]:
        make_pages(news, first, last)
        Topic.objects.bulk_create(Topic(name=f"Topic {n}", slug=f"topic-{n}") for n in range(first, last))
        Partner.objects.bulk_create(Partner(name=f"Partner {n}") for n in range(first, last))
        with connection.cursor() as cursor:  # as autovacuum does; without, each query reads ten thousand rows
            cursor.execute("ANALYZE wagtailcore_page, editorial_newspage, editorial_topic, home_partner")
        for path, _most in paths.values():
            client.get(path)
        return {name: cost(client, path) for name, (path, _most) in paths.items()}

    few = grow(0, FEW)
    many = grow(FEW, MANY)
    assert NewsPage.objects.child_of(news).count() == Topic.objects.count() == MANY
    assert many == few
    assert {name: count for name, count in many.items() if count > paths[name][1]} == {}
