"""The owner's figures: by month, to export, for moderators and administrators."""

import csv
from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from portal.accounts.models import User
from portal.accounts.roles import ADMINISTRATOR, ANALYST, EDITOR, MODERATOR
from portal.editorial.digest.actions.subscribers import confirm, unsubscribe
from portal.editorial.models import DailyCount
from portal.editorial.visits.queries import get_owners_figures
from portal.home.roles import prepare_groups
from tests.editorial.digest.factories import make_subscriber
from tests.editorial.factories import make_home, make_news, make_news_index

pytestmark = pytest.mark.django_db
PATH = "/admin/reports/portal-figures/"


def signed_in(group: str) -> Client:
    prepare_groups()
    user = User.objects.create_user(f"{group}@example.org".lower(), "a-long-password")
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize(
    ("group", "is_allowed"), [(MODERATOR, True), (ADMINISTRATOR, True), (EDITOR, False), (ANALYST, False)]
)
def test_moderators_and_administrators_read_the_figures(group: str, is_allowed: bool):
    client = signed_in(group)
    for path in (PATH, f"{PATH}portal-figures.csv", f"{PATH}portal-figures.xlsx"):
        assert (client.get(path).status_code == 200) == is_allowed


def test_counts_are_added_up_by_month():
    today = timezone.localdate()
    last = today.replace(day=1) - timedelta(days=1)
    for day, number in ((today, 2), (today.replace(day=1), 3), (last, 7)):
        DailyCount.objects.update_or_create(day=day, kind="visit", part="home", defaults={"number": number})
    this, before = get_owners_figures().months
    assert this.counts["visit"] == (2 if today.day == 1 else 5) or today.day == 1
    assert before.counts["visit"] == 7


def test_subscribers_of_earlier_months_are_known_without_keeping_anybody():
    today = timezone.localdate()
    make_subscriber("old")
    new, ended = make_subscriber("new", confirmed_at=None), make_subscriber("ended")
    DailyCount.objects.create(day=today.replace(day=1) - timedelta(days=1), kind="subscribed", part="digest", number=2)
    confirm(token=new.token)
    unsubscribe(token=ended.token)
    this, before = get_owners_figures().months
    assert (this.subscribers, before.subscribers) == (2, 2)
    assert (this.counts["subscribed"], this.counts["unsubscribed"]) == (1, 1)


def test_new_content_is_counted_by_kind():
    index = make_news_index(make_home())
    for slug in ("one", "two"):
        make_news(index, slug, first_published_at=timezone.now())
    figures = get_owners_figures()
    assert {one.model: figures.months[0].content[one.pk] for one in figures.types} == {"newspage": 2}


def test_the_report_costs_the_same_for_much_and_little():
    client = signed_in(MODERATOR)
    index = make_news_index(make_home())
    make_news(index, "first", first_published_at=timezone.now())
    client.get(PATH)
    numbers = []
    for turn in range(2):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(PATH).status_code == 200
        numbers.append(len(queries))
        for number in range(20):
            make_news(index, f"item-{turn}-{number}", first_published_at=timezone.now())
            DailyCount.objects.create(day=date(2026, turn + 1, number + 1), kind="view", part="home", number=1)
    assert numbers[0] == numbers[1]


def test_the_files_hold_a_row_a_month_and_number():
    DailyCount.objects.create(day=timezone.localdate(), kind="download", part="observatory", number=4)
    client = signed_in(MODERATOR)
    text = client.get(f"{PATH}portal-figures.csv").content.decode()
    month = f"{timezone.localdate():%Y-%m}"
    assert {"month": month, "what": "download", "number": "4"} in list(csv.DictReader(StringIO(text)))
    book = load_workbook(BytesIO(client.get(f"{PATH}portal-figures.xlsx").content))
    assert (month, "download", 4) in list(book.worksheets[0].iter_rows(values_only=True))
