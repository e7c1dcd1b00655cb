"""Articles → a bibliography → articles: the same, whatever they are called."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimsdb.library import open_database
from claimsdb.records.references import Reference
from claimsdb.records.texts import Metadata
from claimsdb.sources.foreign.bibliography import csl_json, ris

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from claimsdb.records.choices import BibliographyFormat
    from tests.engines import Where

LINE = st.one_of(
    st.sampled_from(
        [
            "Bridge “trouble”",
            "آخبار اليوم",
            "毛泽东",
            "𝔘𝔫𝔦 😀",
            "a; b, c",
            "{x} \\y & z",
            "issued: 1",
            "TY - X",
        ]
    ),
    st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=12),
)
NAME = st.one_of(
    LINE,
    st.sampled_from(
        [
            "Ludwig van Beethoven",
            "Martin Luther King, Jr.",
            "BBC News",
            "Plato",
            "Sara Lee",
            "Smith, John",
            "A, B, C,",
        ]
    ),
)
DATE = st.sampled_from(
    [
        *(
            "2017",
            "2017-02",
            "2017-02-15",
            "1912~",
            "1912-02~",
            "2015/2017",
            "1912~/1914~",
            "2017-21",
            "2017-24~",
        ),
        *(
            "0045",
            "0000",
            "1950?",
            "195X",
            "2017/..",
            "[2016,2017]",
            "{2016,2018}",
            "2017-33",
            "1950S2",
            "2017%/2018",
        ),
        *("2017-02-15T10:00:00Z", "2017-02-15/2017-03", "2016~/2017"),
    ]
)
ARTICLES = st.lists(
    st.builds(
        Metadata,
        title=LINE,
        outlet=st.none() | LINE,
        published=st.none() | DATE,
        authors=st.lists(NAME, max_size=3).map(tuple),
        language=st.sampled_from([None, "en", "zh-Hant", "fr"]),
        url=st.none() | st.just("https://example.org/a b?c=(d)#{e}\\f"),
    ),
    max_size=4,
)
READERS = {"csl-json": csl_json, "ris": ris}


def references(articles: list[Metadata]) -> Iterator[Reference]:
    for number, said in enumerate(articles):
        url = f"https://example.org/{number}?q=é&p={number}" if said.url else None
        own = Metadata(said.title, said.outlet, said.published, said.authors, said.language, url)
        yield Reference(f"x:{number}", own, f"x · {number}", "x", f"{number:064}")


@pytest.mark.parametrize("form", ["csl-json", "ris"])
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(articles=ARTICLES)
def test_articles_come_back_as_they_were_and_twice_changes_nothing(
    fresh: Callable[[str], Where], form: BibliographyFormat, articles: list[Metadata]
) -> None:
    with (
        open_database(fresh("here")) as here,
        open_database(fresh("there")) as there,
        TemporaryDirectory() as folder,
    ):
        assert {each.outcome for each in here.each_import(references(articles))} <= {"added"}
        file = Path(folder) / "articles.file"
        here.export_bibliography(file, form)
        if articles:
            read = READERS[form]
            assert {(each.outcome, each.notes) for each in there.each_import(read(file).read())} == {
                ("added", ())
            }
            assert list(there.articles()) == list(here.articles())
            assert {each.outcome for each in there.each_import(read(file).read())} == {"unchanged"}
            assert {each.outcome for each in here.each_import(read(file).read())} == {"unchanged"}
            assert not there.verify().faults
