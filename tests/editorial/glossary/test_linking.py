import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.editorial.glossary.linking import LinkedTerm, Linker, Terms

TERMS = Terms.of(
    (
        LinkedTerm("cluster", ("cluster", "clusters")),
        LinkedTerm("statistical-cluster", ("statistical cluster", "statistical clusters")),
        LinkedTerm("quotient", ("location quotient", "LQ")),
        LinkedTerm("it", ("IT",)),
        LinkedTerm("r-and-d", ("R&D",)),
        LinkedTerm("cafe", ("café",)),
        LinkedTerm("plus", ("C++ (code)",)),
    )
)


def link(html: str) -> str:
    return Linker(TERMS, "/glossary/").link(html)


def a(slug: str, words: str) -> str:
    return f'<a class="portal-term" href="/glossary/#{slug}">{words}</a>'


def test_the_first_mention_is_linked_and_no_other():
    assert link("<p>A cluster, another cluster.</p>") == f"<p>A {a('cluster', 'cluster')}, another cluster.</p>"


def test_a_page_of_several_texts_links_a_term_once():
    linker = Linker(TERMS, "/glossary/")
    assert "portal-term" in linker.link("<p>Clusters.</p>")
    assert linker.link("<p>A cluster.</p>") == "<p>A cluster.</p>"


def test_the_longest_term_wins_and_the_shorter_one_is_not_linked_inside_it():
    html = link("<p>Statistical clusters and statistical clusters and clusters.</p>")
    assert html == (
        f"<p>{a('statistical-cluster', 'Statistical clusters')} and statistical clusters and "
        f"{a('cluster', 'clusters')}.</p>"
    )


@pytest.mark.parametrize(
    "word", ["clustering", "subcluster", "cluster-based", "multi-cluster", "cluster_1", "clusterß"]
)
def test_only_whole_words_are_linked(word: str):
    assert link(f"<p>{word}</p>") == f"<p>{word}</p>"


@pytest.mark.parametrize("text", ["(cluster)", "“cluster”", "cluster’s", "cluster.", "a/cluster", "Cluster", "CLUSTER"])
def test_signs_around_a_word_and_capitals_do_not_matter(text: str):
    assert "portal-term" in link(f"<p>{text}</p>")


def test_capitals_alone_match_only_as_written():
    assert "portal-term" not in link("<p>it is lq</p>")
    assert link("<p>IT and LQ</p>") == f"<p>{a('it', 'IT')} and {a('quotient', 'LQ')}</p>"


@pytest.mark.parametrize("between", ["\n", "  ", "&nbsp;", "\u00a0", "&#160;", "\t"])
def test_any_white_space_stands_between_the_words_of_a_term(between: str):
    assert "#quotient" in link(f"<p>a location{between}quotient</p>")


@pytest.mark.parametrize(
    "html",
    [
        '<a href="/x">a cluster</a>',
        '<a href="/x"><b>a <i>cluster</i></b></a>',
        "<h1>cluster</h1>",
        "<H2>cluster</H2>",
        "<h3 id='cluster'>the <b>cluster</b></h3>",
        "<code>cluster</code>",
        "<pre>cluster</pre>",
        "<kbd>cluster</kbd>",
        "<button>cluster</button>",
        "<label>cluster</label>",
        "<summary>cluster</summary>",
        "<abbr title='cluster'>cluster</abbr>",
        "<svg><title>cluster</title><text>cluster</text></svg>",
        "<script>cluster()</script>",
        "<style>.cluster{}</style>",
        "<textarea>cluster</textarea>",
        "<!-- cluster -->",
        "<!-- > cluster -->",
        "<!-- <p> cluster </p> -->",
        '<img alt="a cluster" src="cluster.png">',
        '<p title="x > a cluster">nothing</p>',
        "<p title='x > a cluster'>nothing</p>",
        '<p data-x="it\'s a cluster">nothing</p>',
        "<p\n title='cluster'\n>nothing</p>",
        "<br/><hr>",
        "",
        "<cluster>nothing</cluster>",
        "<p class=cluster>nothing</p>",
    ],
)
def test_nothing_is_linked_where_it_must_not_be_and_no_markup_changes(html: str):
    assert link(html) == html


def test_after_a_link_or_heading_has_closed_terms_are_linked_again():
    assert link("<h2>cluster</h2><p>cluster</p>") == f"<h2>cluster</h2><p>{a('cluster', 'cluster')}</p>"
    assert link('<p><a href="/x">cluster</a> cluster</p>').endswith(f"{a('cluster', 'cluster')}</p>")


def test_a_link_that_is_never_closed_keeps_everything_behind_it_unlinked():
    assert link('<p><a href="/x">open</p><p>cluster</p>') == '<p><a href="/x">open</p><p>cluster</p>'


def test_a_stray_end_tag_does_no_harm():
    assert link("</a></h2><p>cluster</p>") == f"</a></h2><p>{a('cluster', 'cluster')}</p>"


def test_a_tag_that_is_broken_off_is_left_alone():
    html = '<p>cluster <a href="cluster'
    assert link(html) == html


def test_a_sign_less_than_in_a_text_is_no_tag():
    assert link("<p>1 &lt; 2 cluster</p>") == f"<p>1 &lt; 2 {a('cluster', 'cluster')}</p>"
    assert link("<p>1 < 2 cluster</p>") == f"<p>1 &lt; 2 {a('cluster', 'cluster')}</p>"


def test_references_are_read_before_words_are_looked_for_and_written_back():
    assert link("<p>R&amp;D &amp; more</p>") == f"<p>{a('r-and-d', 'R&amp;D')} &amp; more</p>"
    assert link("<p>caf&eacute;</p>") == f"<p>{a('cafe', 'café')}</p>"
    assert link("<p>&lt;b&gt; cluster</p>") == f"<p>&lt;b&gt; {a('cluster', 'cluster')}</p>"


def test_signs_of_expressions_in_a_term_are_taken_as_they_are():
    assert "#plus" in link("<p>in C++ (code) we</p>")


def test_words_inside_other_markup_are_linked():
    assert link("<ul><li><b>clusters</b></li></ul>") == f"<ul><li><b>{a('cluster', 'clusters')}</b></li></ul>"


def test_without_terms_nothing_changes():
    assert Linker(Terms.of(()), "/glossary/").link("<p>cluster</p>") == "<p>cluster</p>"


def test_of_two_terms_with_the_same_form_the_first_has_it():
    terms = Terms.of((LinkedTerm("one", ("word",)), LinkedTerm("two", ("Word",))))
    assert "#one" in Linker(terms, "/glossary/").link("<p>word</p>")


PIECES = st.sampled_from(
    ["cluster", "statistical cluster", " ", "&amp;", "&nbsp;", "<b>", "</b>", '<a href="#">', "</a>", "<h2>", "</h2>",
     "<br>", "<!-- cluster -->", "LQ", "<", ">", "IT ", '<i title="LQ > cluster">', "</i>", "é"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=20).map("".join))
def test_whatever_the_html_taking_the_links_away_gives_the_same_text_and_markup(html: str):
    linked = link(html)
    bare = re.sub(r'<a class="portal-term" href="[^"]*">(.*?)</a>', r"\1", linked)
    assert unified(bare) == unified(html)
    assert linked.count("#cluster") <= 1


def unified(html: str) -> str:
    """References that mean the same sign are the same."""
    for reference, sign in {"&nbsp;": "\u00a0", "&amp;": "&", "&lt;": "<", "&gt;": ">"}.items():
        html = html.replace(reference, sign)
    return html
