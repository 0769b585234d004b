"""What the attack knows of every column of every attacked download: read as an equation, or harmless, and why.

A new column fails `test_attack.py` until somebody has judged it: read it in `harvest.py`, or name it here.
"""

import re

READ_NAMES = """
    region nuts_version is_union country subject members part section industry indicator year since scheme group value
    kind persons_employed local_units wages_meur persons_employed_since marks estimated_share groups_published
    is_national countries location_quotient size focus growth relative_wage wage_per_person_eur persons_per_unit
    size_rank focus_rank lq_rank wage_rank stars related_groups
    OBS_VALUE MEASURE REF_AREA ACTIVITY TIME_PERIOD"""
READ = frozenset(READ_NAMES.split())
HARMLESS = {
    "codes, names and words": """ACTION BASE CONF_STATUS FREQ NUTS_VERSION OBS_STATUS STRUCTURE STRUCTURE_ID
        UNIT_MEASURE area cause composition direction footnote group_name growth_from growth_to hidden_by is_extra_regio
        is_gained is_specialised iso_code latitude level lists longitude market measure membership name name_native
        no_total not_published_in other parent quarter region_current region_name release rules scheme_name source
        star_outlook status test title total_is_estimated unit unjudged closest_strengths period question set""",
    "counts of cells, regions, groups or clusters": """cells clusters divisions_published groups groups_missing
        jumps judged of one_star two_stars three_stars peers rank regions regions_published regions_with
        sections_published stars_after
        stars_before stars_gained stars_lost together""",
    "figures of the area, of cuts and of peers, over published cells only": """area_change_rate area_growth area_share
        best composition_share cut cut_after cut_before gini_concentration median peers_highest peers_lowest peers_mean
        top5_share top10_share total_persons total_trend_index trend_index""",
    "indices over what a region publishes, and of other sources": """density distance equivalent_number gdp gini
        herfindahl herfindahl_normalised krugman proximity published_share related_variety unrelated_variety strength
        units wages weight""",
    "a published cell of the same row in another form": """change comparable_quotient_since comparable_quotient_year
        exposure fewer_persons fewer_share drop_percent gap_to_best gap_to_mean industry_mix national regional
        quotient_change value_after value_before""",
    "sums over published cells": "persons_in_clusters published_persons",
}
PATTERNS = (
    r"share_[A-Z]\w*",  # read with the total of the same row
    r"\w+_(one|two|three)_stars?",  # counts of clusters
    r"(three_stars|performance|specialisation_node|strong_cluster)_(stars|unjudged|outlook)",
    "share_in_clusters",
)


def unknown(columns: set[str]) -> set[str]:
    harmless = {name for names in HARMLESS.values() for name in names.split()}
    return {name for name in columns - READ - harmless if not any(re.fullmatch(one, name) for one in PATTERNS)}
