"""Translations follow their original, worked on by the queue: shared fields at once, texts when they are translated."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page
from wagtail_localize.models import StringSegment

from portal.editorial.models import NewsPage
from portal.editorial.translating.actions import update_translation
from portal.editorial.translating.tasks import refresh_source, take_down, translate_page
from portal.registry.models.region import CURRENT_NUTS
from tests.editorial import factories
from tests.editorial.translating.worlds import CODES, all_at_once, publish, save, submit, target, write_texts
from tests.registry.factories import RegionFactory

pytestmark = pytest.mark.django_db

FIGURE = ("headline_figure", {"measure": "clusters", "region": ""})
TABLE = ("table", {"data": [["Country", "Clusters"], ["France", "12"]], "table_caption": "Clusters", "cell": []})


@pytest.fixture
def home():
    RegionFactory(code="DE21", version=CURRENT_NUTS)
    return factories.make_home()


@pytest.fixture
def page(home) -> NewsPage:
    index = factories.make_news_index(home)
    return factories.make_news(index, "first", date=date(2026, 11, 1), body=[("text", "<p>Words.</p>")])


@pytest.fixture
def french(page):
    (translation,) = submit(page, "fr")
    write_texts(translation, "fr: ")
    publish(translation)
    return translation


def texts(page) -> set[str]:
    segments = StringSegment.objects.filter(source__object_id=page.translation_key)
    return set(segments.values_list("string__data", flat=True))


def test_a_submitted_page_waits_as_a_draft(page):
    (translation,) = submit(page, "fr")
    assert not target(translation).live


def test_dates_codes_and_figures_are_not_offered_as_texts(home):
    index = factories.make_news_index(home)
    made = factories.make_news(index, "figures", region_codes=["DE21"], body=[("text", "<p>Words.</p>"), FIGURE, TABLE])
    submit(made, "fr")
    assert texts(made) == {"Figures", "Summary.", "Words.", "Clusters", "Country", "France"}


def test_a_table_is_translated_cell_by_cell(home):
    index = factories.make_news_index(home)
    made = factories.make_news(index, "table", body=[TABLE])
    (translation,) = submit(made, "fr")
    write_texts(translation, "fr: ", {"Country": "Pays"})
    value = publish(translation).body[0].value
    assert value["data"] == [["Pays", "fr: Clusters"], ["fr: France", "12"]]
    assert value["table_caption"] == "fr: Clusters"


def test_a_new_date_reaches_the_translation_and_its_text_stays(page, french):
    with all_at_once():
        save(page, date=date(2026, 12, 24), title="Another title")
    assert (target(french).date, target(french).title) == (date(2026, 12, 24), "fr: First")


def test_what_the_original_names_no_more_is_gone_from_the_translation_too(page, french):
    with all_at_once():
        save(page, region_codes=["DE21"])
    assert target(french).region_codes == ["DE21"]
    with all_at_once():
        save(page, region_codes=[])
    assert target(french).region_codes == []


def test_a_translation_keeps_its_own_slug(page, french):
    own = target(french)
    own.slug = "premier"
    own.save_revision().publish()
    with all_at_once():
        save(page, date=date(2026, 12, 24), title="Another title")
    assert target(french).slug == "premier"


def test_no_text_of_the_original_appears_in_a_live_translation(page, french):
    with all_at_once():
        save(page, summary="Changed.", body=[("text", "<p>Words.</p><p>More words.</p>")])
    assert target(french).summary == "fr: Summary."
    assert "More words" not in str(target(french).body)


def test_a_block_that_is_taken_out_is_taken_out_of_a_complete_translation(home):
    index = factories.make_news_index(home)
    made = factories.make_news(index, "two", body=[("text", "<p>One.</p>"), ("text", "<p>Two.</p>")])
    (translation,) = submit(made, "fr")
    write_texts(translation, "fr: ")
    publish(translation)
    kept = NewsPage.objects.get(pk=made.pk).body.raw_data[0]
    with all_at_once():
        save(made, body=[kept])
    assert "fr: One." in str(target(translation).body)
    assert "Two." not in str(target(translation).body)


def test_what_nobody_published_yet_is_not_published_by_the_queue(page, french):
    with all_at_once():
        save(page, summary="Changed.")
    write_texts(french, "new: ")
    with all_at_once():
        save(page, date=date(2026, 12, 24))
    assert (target(french).summary, target(french).date) == ("fr: Summary.", date(2026, 12, 24))


def test_publishing_costs_its_editor_the_same_for_one_language_and_for_many(page, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    submit(page, "fr")
    _cost(page, "First of all")
    few = _cost(page, "Once")
    submit(page, *CODES)
    assert _cost(page, "Twice") == few


def _cost(page: Page, title: str) -> int:
    page = NewsPage.objects.get(pk=page.pk)
    page.title = title
    revision = page.save_revision()
    with CaptureQueriesContext(connection) as captured:
        revision.publish()
    return len(captured)


def test_publishing_leaves_one_job_however_many_languages_follow(page, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    submit(page, *CODES)
    DBTaskResult.objects.all().delete()
    with all_at_once():
        save(page, title="Again")
    ours = DBTaskResult.objects.filter(task_path__startswith="portal.editorial.translating")
    assert [task.task_path.rpartition(".")[2] for task in ours] == ["refresh_source"]


def test_jobs_may_run_twice_and_in_any_order(page, french):
    with all_at_once():
        save(page, date=date(2026, 12, 1))
    with all_at_once():
        save(page, date=date(2026, 12, 24))
    before = target(french)
    with all_at_once():
        update_translation(translation_id=french.pk)
        refresh_source.call(french.source_id)
        update_translation(translation_id=french.pk)
    after = target(french)
    assert (after.date, after.title, after.live) == (before.date, before.title, True)


def test_a_job_whose_page_is_gone_ends_quietly(page, french):
    target(french).delete()
    update_translation(translation_id=french.pk)
    NewsPage.objects.get(pk=page.pk).delete()
    refresh_source.call(french.source_id)
    translate_page.call(page.pk, french.target_locale_id, None)


def test_what_is_taken_down_is_taken_down_in_every_language(page, french):
    german, *_others = submit(page, "de")
    write_texts(german)
    publish(german)
    with all_at_once():
        NewsPage.objects.get(pk=page.pk).unpublish()
    assert not target(french).live
    assert not target(german).live


def test_a_translation_can_be_taken_down_alone(page, french):
    with all_at_once():
        target(french).unpublish()
    assert NewsPage.objects.get(pk=page.pk).live


def test_an_original_that_is_live_again_keeps_its_translations(page, french):
    take_down.call(french.source_id)
    assert target(french).live
