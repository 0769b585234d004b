"""Addresses of the Observatory: pages end with a slash; downloads put their format in its place."""

from django.urls import URLPattern, URLResolver, path, register_converter
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView

from observatory.converters import AnyFormat, DocumentFormat, TableFormat
from observatory.views.analyses import analyse, analysis, analysis_delete, analysis_file
from observatory.views.answers import exposure, exposure_download, question, question_download, questions
from observatory.views.briefing import briefing, briefing_file
from observatory.views.changes import changes, changes_download, changes_feed
from observatory.views.cluster import cluster, cluster_download
from observatory.views.comparison import comparison, comparison_download
from observatory.views.custom import custom, custom_download, custom_set, custom_set_download
from observatory.views.data import data, data_download, data_file
from observatory.views.embed import embed
from observatory.views.find import find
from observatory.views.gaps import gaps, gaps_download
from observatory.views.industry import industries, industries_download, industry, industry_download, scheme
from observatory.views.mapping import mapping, mapping_download
from observatory.views.methodology import methodology
from observatory.views.policy import country_policy, policies, policies_download
from observatory.views.ranking import rankings, rankings_download
from observatory.views.region import region, region_download
from observatory.views.relatedness import (
    relatedness,
    relatedness_download,
    relatedness_network,
    relatedness_network_download,
)
from observatory.views.report import report, report_thanks
from observatory.views.similar import similar, similar_download, similarity_matrix

register_converter(TableFormat, "table_format")
register_converter(AnyFormat, "any_format")
register_converter(DocumentFormat, "document_format")

app_name = "observatory"


urlpatterns: list[URLPattern | URLResolver] = [
    path("observatory/", mapping, name="mapping"),
    path("observatory.<any_format:suffix>", mapping_download, name="mapping-download"),
    path("observatory/embed/", embed, name="embed-map"),
    path("observatory/embed/<path:page>/", embed, name="embed"),
    path("observatory/regions/", find, name="find"),
    path("observatory/regions/<str:code>/", region, name="region"),
    path("observatory/regions/<str:code>.<any_format:suffix>", region_download, name="region-download"),
    path("observatory/regions/<str:code>.<document_format:suffix>", briefing_file, name="region-briefing"),
    path("observatory/regions/<str:code>/similar/", similar, name="similar"),
    path("observatory/regions/<str:code>/similar.<any_format:suffix>", similar_download, name="similar-download"),
    path("observatory/regions/<str:code>/relatedness/", relatedness, name="relatedness"),
    path(
        "observatory/regions/<str:code>/relatedness.<any_format:suffix>",
        relatedness_download,
        name="relatedness-download",
    ),
    path("observatory/similarity.<table_format:suffix>", similarity_matrix, name="similarity-matrix"),
    path("observatory/relatedness/", relatedness_network, name="relatedness-network"),
    path(
        "observatory/relatedness.<any_format:suffix>",
        relatedness_network_download,
        name="relatedness-network-download",
    ),
    path("observatory/industries/", industries, name="industries"),
    path("observatory/industries.<table_format:suffix>", industries_download, name="industries-download"),
    path("observatory/industries/<slug:scheme>/", scheme, name="scheme"),
    path("observatory/industries/<slug:scheme>/<str:code>/", industry, name="industry"),
    path(
        "observatory/industries/<slug:scheme>/<str:code>.<any_format:suffix>",
        industry_download,
        name="industry-download",
    ),
    path(
        "observatory/industries/<slug:scheme>/<str:code>.<document_format:suffix>",
        briefing_file,
        name="industry-briefing",
    ),
    path("observatory/briefing/", briefing, name="briefing"),
    path(
        "observatory/clusters/",
        require_safe(RedirectView.as_view(pattern_name="observatory:rankings", permanent=True, query_string=True)),
        name="clusters",
    ),
    path("observatory/clusters/<str:region>/<slug:scheme>/<str:code>/", cluster, name="cluster"),
    path(
        "observatory/clusters/<str:region>/<slug:scheme>/<str:code>.<any_format:suffix>",
        cluster_download,
        name="cluster-download",
    ),
    path("observatory/rankings/", rankings, name="rankings"),
    path("observatory/rankings.<table_format:suffix>", rankings_download, name="rankings-download"),
    path("observatory/compare/", comparison, name="compare"),
    path("observatory/compare.<any_format:suffix>", comparison_download, name="compare-download"),
    path("observatory/custom/", custom, name="custom"),
    path("observatory/custom.<any_format:suffix>", custom_download, name="custom-download"),
    path("observatory/custom.<document_format:suffix>", briefing_file, name="custom-briefing"),
    path("observatory/custom/<slug:code>/", custom_set, name="region-set"),
    path("observatory/custom/<slug:code>.<any_format:suffix>", custom_set_download, name="region-set-download"),
    path("observatory/custom/<slug:code>.<document_format:suffix>", briefing_file, name="region-set-briefing"),
    path("observatory/questions/", questions, name="questions"),
    path("observatory/questions/<slug:slug>/", question, name="question"),
    path("observatory/questions/<slug:slug>.<any_format:suffix>", question_download, name="question-download"),
    path("observatory/exposure/", exposure, name="exposure"),
    path("observatory/exposure.<any_format:suffix>", exposure_download, name="exposure-download"),
    path("observatory/gaps/", gaps, name="gaps"),
    path("observatory/gaps.<any_format:suffix>", gaps_download, name="gaps-download"),
    path("observatory/changes/", changes, name="changes"),
    path("observatory/changes.atom", changes_feed, name="changes-feed"),
    path("observatory/changes.<table_format:suffix>", changes_download, name="changes-download"),
    path("observatory/policy/", policies, name="policy"),
    path("observatory/policy.<table_format:suffix>", policies_download, name="policy-download"),
    path("observatory/policy/<str:code>/", country_policy, name="policy-country"),
    path("observatory/methodology/", methodology, name="methodology"),
    path("observatory/data/", data, name="data"),
    path("observatory/data.<table_format:suffix>", data_download, name="data-download"),
    path("observatory/data/files/<str:name>", data_file, name="data-file"),
    path("observatory/analyse/", analyse, name="analyse"),
    path("observatory/analyse/<uuid:key>/", analysis, name="analysis"),
    path("observatory/analyse/<uuid:key>/delete/", analysis_delete, name="analysis-delete"),
    path("observatory/analyse/<uuid:key>/<str:name>", analysis_file, name="analysis-file"),
    path("observatory/report/", report, name="report"),
    path("observatory/report/thanks/", report_thanks, name="report-thanks"),
]
