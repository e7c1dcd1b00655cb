"""The evidence for claims, worked out by hand: each case comes out wrong when articles are counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from claimsdb.queries.evidence import evidence_for, evidence_for_each
from claimsdb.records.questions import ClaimFilter

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from claimsdb.library import Database
    from claimsdb.records.evidence import Evidence

CLAIM = "The bridge is closed."
AGENCY = (
    "The bridge over the northern arm of the river is closed to all traffic until the end of the month, "
    "since engineers found cracks in two of its seven piers when the water was low, and nobody knows yet "
    "what the repair will cost or who is going to pay for it in the end."
)


class Story(NamedTuple):
    """An article that says so; ``says`` is what its annotation tells of the statement."""

    text: str = "It is closed."
    outlet: str | None = None
    says: str = ""
    published: str | None = None
    quote: str = "is closed"
    claim: str = CLAIM
    also: str = ""
    actors: str = "[]"


@pytest.fixture
def tell(database: Database, write: Callable[[str, str], Path]) -> Callable[..., Database]:
    """Load some stories."""

    def tell(*stories: Story) -> Database:
        texts = []
        for number, each in enumerate(stories, start=1):
            outlet = each.outlet or "null"
            published = each.published or "null"
            write(
                f"{number}.claims.yaml",
                f"""
                claimsdb: 1
                article: {{outlet: {outlet}, published: {published}}}
                actors: {each.actors}
                claims:
                  - key: it
                    claim: {each.claim}
                    quote: {each.quote}
                    {each.says}
                    {each.also}
                """,
            )
            # A line of its own, lest two short texts be one.
            texts.append(write(f"{number}.txt", f"{each.text}\nNumber {number}."))
        report = database.load(*texts)
        assert not report.refused, report
        return database

    return tell


def evidence(database: Database, claim: int = 1) -> Evidence:
    found = database.claim(claim, evidence=True).evidence
    assert found is not None
    return found


def figures(database: Database, claim: int = 1) -> tuple[int, int, int]:
    """Return the naive count, of articles, then the lines that are shown and those that are possible."""
    tally = evidence(database, claim).claim
    return tally.articles, tally.independent, tally.at_most


def test_two_outlets_in_their_own_voice_are_two_lines(tell: Callable[..., Database]) -> None:
    db = tell(Story(outlet="Times"), Story("Yes, it is closed.", outlet="Post"))
    assert figures(db) == (2, 2, 2)
    assert [line.sources for line in evidence(db).lines] == [("Times",), ("Post",)]


def test_an_agency_text_that_two_outlets_ran_is_one(tell: Callable[..., Database]) -> None:
    db = tell(
        Story(AGENCY, outlet="Times", quote="is closed to all traffic"),
        Story(f"From our desk. {AGENCY}", outlet="Post", quote="is closed to all traffic"),
    )
    assert figures(db) == (2, 1, 1)
    found = evidence(db)
    assert (found.claim.copies, found.claim.outlets, found.claim.speakers) == (1, 2, 1)
    assert [line.sources for line in found.lines] == [("one text, in Times and Post",)]
    assert [each.article_id for each in found.lines[0].statements] == [1, 2]


def test_two_outlets_that_cite_each_other_are_one_in_a_circle(tell: Callable[..., Database]) -> None:
    outlets = "[{name: Times, kind: outlet}, {name: Post, kind: outlet}]"
    db = tell(
        Story(outlet="Times", says="speakers: [Post]", actors=outlets),
        Story("It is closed, says the Times.", outlet="Post", says="speakers: [Times]"),
    )
    assert figures(db) == (2, 1, 1)
    (line,) = evidence(db).lines
    assert line.circular
    assert line.sources == ("Times", "Post")


def test_an_outlet_that_cites_itself_is_one(tell: Callable[..., Database]) -> None:
    db = tell(
        Story(outlet="Times", actors="[{name: The Times, kind: outlet, aliases: [Times]}]"),
        Story("It is closed, we wrote.", outlet="Times", says="speakers: [The Times]"),
    )
    assert figures(db) == (2, 1, 1)
    assert evidence(db).lines[0].sources == ("The Times",)


def test_a_person_of_the_same_name_is_not_the_outlet(tell: Callable[..., Database]) -> None:
    db = tell(
        Story(outlet="Herald"),
        Story(
            "It is closed!", says="speakers: [Herald]", actors="[{name: Herald, kind: person}]", outlet="Post"
        ),
    )
    assert figures(db) == (2, 2, 2)


def test_an_anonymous_source_may_be_the_one_that_is_named(tell: Callable[..., Database]) -> None:
    db = tell(
        Story(outlet="Times", says="speakers: [Ann Lee]"),
        Story("Closed it is closed.", outlet="Post", says="speakers: [{unnamed: an engineer}]"),
    )
    assert figures(db) == (2, 1, 2)
    assert [(line.sources[0], line.identified) for line in evidence(db).lines] == [
        ("Ann Lee", True),
        ("“an engineer”, not named, in article 2", False),
    ]


def test_a_minister_in_three_outlets_through_two_agencies_is_one(tell: Callable[..., Database]) -> None:
    db = tell(
        Story(outlet="Times", says="speakers: [Ann Lee, Agency A]"),
        Story("Oh, it is closed.", outlet="Post", says="speakers: [Ann Lee, Agency B]"),
        Story("Well, it is closed.", outlet="Herald", says="speakers: [Ann Lee]"),
    )
    assert figures(db) == (3, 1, 1)


def test_outlets_that_are_not_known_may_be_the_same(tell: Callable[..., Database]) -> None:
    assert figures(tell(Story(), Story("There it is closed."))) == (2, 1, 2)


def test_who_denies_it_is_no_evidence_for_it(tell: Callable[..., Database]) -> None:
    db = tell(
        Story(outlet="Times"),
        Story(
            "No talk that it is closed.",
            outlet="Post",
            says="stance: denies\n                    speakers: [Ann Lee]",
        ),
    )
    assert figures(db) == (1, 1, 1)
    (conflict,) = evidence(db).conflicts
    assert (conflict.kind, conflict.claim_id, conflict.independent) == ("denied", 1, 1)
    assert [each.speakers for each in conflict.statements] == [("Ann Lee",)]


def test_a_finer_claim_is_evidence_for_the_coarser_and_not_the_other_way_round(
    tell: Callable[..., Database],
) -> None:
    finer = "relations: [{refines: 1.txt#it, rationale: it says since when}]"
    db = tell(
        Story(outlet="Times"),
        Story(
            "It is closed since May.", "Post", quote="closed since May", claim="It closed in May.", also=finer
        ),
    )
    coarse, fine = evidence(db, 1), evidence(db, 2)
    assert (coarse.claim.independent, coarse.saying.independent, coarse.cluster.independent) == (1, 2, 2)
    assert (fine.claim.independent, fine.saying.independent, fine.cluster.independent) == (1, 1, 2)
    assert [line.sources for line in coarse.lines] == [("Times",), ("Post",)]


def test_denying_the_coarser_claim_denies_the_finer(tell: Callable[..., Database]) -> None:
    finer = "relations: [{refines: 1.txt#it}]"
    db = tell(
        Story(outlet="Times", says="stance: denies"),
        Story(
            "It is closed since May.", "Post", quote="closed since May", claim="It closed in May.", also=finer
        ),
    )
    assert [each.claim_id for each in evidence(db, 2).conflicts] == [1]
    assert [each.claim_id for each in db.claims(ClaimFilter(contested=True))] == [1, 2]


def test_a_claim_that_contradicts_it_is_a_conflict_with_its_reason(tell: Callable[..., Database]) -> None:
    db = tell(
        Story(outlet="Times"),
        Story(
            "The bridge is open.",
            "Post",
            quote="is open",
            claim="The bridge is open.",
            also="relations: [{contradicts: 1.txt#it, rationale: not both}]",
        ),
    )
    for claim, other in ((1, 2), (2, 1)):
        (conflict,) = evidence(db, claim).conflicts
        assert (conflict.kind, conflict.claim_id, conflict.rationale) == ("contradicted", other, "not both")


def test_who_said_it_first_is_only_possible_where_a_date_is_not_exact(tell: Callable[..., Database]) -> None:
    db = tell(
        Story(outlet="Times", published="2017-02-15"),
        Story("And it is closed.", outlet="Post", published="2017"),
        Story(
            "Now it is closed.",
            outlet="Herald",
            published="2018",
            says="said: 2017-02-14\n                    speakers: [Ann Lee]",
        ),
        Story("Then it is closed.", outlet="Sun", published="2018-01"),
    )
    found = [(each.statement.outlet, each.certainty, each.date, each.dated_by) for each in evidence(db).first]
    assert found == [
        ("Post", "possibly first", "2017", "published"),
        ("Herald", "possibly first", "2017-02-14", "said"),
    ]


def test_claims_that_are_the_same_in_a_circle_are_counted_once(tell: Callable[..., Database]) -> None:
    db = tell(
        Story(outlet="Times", also="relations: [{same_as: 3.txt#it}]"),
        Story(
            "It is shut.",
            "Post",
            quote="is shut",
            claim="It is shut.",
            also="relations: [{same_as: 1.txt#it}]",
        ),
        Story(
            "It is barred.",
            "Sun",
            quote="is barred",
            claim="It is barred.",
            also="relations: [{same_as: 2.txt#it}]",
        ),
    )
    same = tuple(sorted(each.claim_id for each in db.claims()))
    for claim in same:
        assert evidence(db, claim).saying.claims == same
        assert evidence(db, claim).saying.independent == 3


def test_single_source_claims_are_those_without_two_independent_lines(tell: Callable[..., Database]) -> None:
    db = tell(
        Story(outlet="Times"),
        Story("Oh, it is closed.", outlet="Post"),
        Story("It is old.", "Times", quote="is old", claim="The bridge is old."),
        Story("Old it is old.", "Post", quote="is old", claim="The bridge is old.", says="speakers: [Times]"),
        Story("It may fall.", "Sun", quote="may fall", claim="It will fall.", says="stance: predicts"),
    )
    single = db.claims(ClaimFilter(single_source=True))
    assert [(each.claim, each.outlet) for each in single] == [
        ("The bridge is old.", "Times"),
        ("The bridge is old.", "Post"),
    ]
    assert db.count_claims(ClaimFilter(single_source=True)) == 2
    assert db.claims(ClaimFilter(single_source=True), limit=1) == single[:1]
    assert db.claims(ClaimFilter(single_source=True), after=single[0]) == single[1:]
    assert db.claims(ClaimFilter(single_source=True, contested=True)) == []


def test_copies_make_a_claim_of_two_articles_a_single_source_one(tell: Callable[..., Database]) -> None:
    db = tell(
        Story(AGENCY, outlet="Times", quote="is closed to all traffic"),
        Story(f"From our desk. {AGENCY}", outlet="Post", quote="is closed to all traffic"),
    )
    assert db.count_claims(ClaimFilter(single_source=True)) == 2


@pytest.mark.parametrize(
    ("key", "figures", "conflicts"),
    [
        ("kazakhstan-proposed-ending-astana-talks", (4, 1, 1), []),
        ("proposed-end-is-abrupt", (2, 1, 2), []),
        ("astana-seeks-peaceful-resolution", (2, 1, 2), []),
        ("astana-designed-for-political-dimension", (1, 1, 1), []),
        ("astana-talks-in-stalemate", (1, 1, 1), ["contradicted", "contradicted", "contradicted"]),
        ("astana-merely-product-of-necessity", (0, 0, 0), ["denied", "contradicted"]),
        ("kassis-among-visionaries", (2, 1, 1), []),
    ],
)
def test_the_seeds_hold_what_the_docs_work_out(
    seeded: Database, key: str, figures: tuple[int, int, int], conflicts: list[str]
) -> None:
    found = seeded.claim(key, evidence=True).evidence
    assert found is not None
    assert (found.saying.statements, found.saying.independent, found.saying.at_most) == figures
    assert [each.kind for each in found.conflicts] == conflicts


def test_evidence_that_is_asked_for_together_is_that_of_each_claim(seeded: Database) -> None:
    with seeded._reading() as connection:
        numbers = sorted({row.claim_id for row in seeded.claims()})
        together = list(evidence_for_each(connection, numbers))
        assert together == [evidence_for(connection, number) for number in numbers]
        assert len(together) == 101
