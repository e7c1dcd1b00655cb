"""Whatever is asked for, the rows are those that its plain definition finds, in the same order."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimsdb.library import Database, open_database
from claimsdb.records.dates import When
from claimsdb.records.questions import ClaimFilter
from claimsdb.records.roles import Days
from claimsdb.text.date_logic import certainly_within, lasting, possibly_overlaps
from claimsdb.text.dates import parse_edtf
from claimsdb.text.edtf import read_when
from claimsdb.text.role_logic import certainly_held, possibly_held

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from claimsdb.records.dates import FuzzyDate

DATES = (
    *(None, "2016-12-31", "2017-01-01", "2017-02-15", "2017-03-01", "2018-05-06", "2017-02", "2017-03"),
    *("2016", "2017", "2018", "2015/2017", "2017-11/2018-02", "2017-01/..", "../2017-02", "201X", "2017-24"),
    *("2017-01/", "/2017-02", "{2016-12,2017-02..2017-03}", "[..2017-01,2017-03]"),
)
ASKED = (
    *(
        "2017",
        "2017-02",
        "2017-02-15",
        "2017-02-15..",
        "..2017-02-15",
        "2016..2018",
        "2017-02-10..2017-03-05",
    ),
    *("2019..", "..2014", "2017-12-31", "2018"),
)
TOPICS = ((1, None, "War"), (2, 1, "Talks"), (3, 2, "Astana"), (4, None, "Peace"), (5, 4, "Talks"))
NAMED = {"War": {1, 2, 3}, "Talks": {2, 3, 5}, "peace": {4, 5}, "War > Talks > Astana": {3}}
KINDS, STANCES, STATUSES = ("event", "state", None), ("asserts", "denies"), ("accepted", "rejected")
WORDS = ("bridge", "harbour")
TITLES = {"minister": {"Minister"}, "minister of Astana": {"Minister"}, "A": {"Minister", "Envoy"}}
"""Which titles are asked for by some words; only those of actor 3, who is called Astana too."""


@dataclass(frozen=True)
class Role:
    """A role that somebody held."""

    title: str
    organisation: int | None
    since: FuzzyDate | None
    until: FuzzyDate | None

    def is_meant(self, words: str) -> bool:
        return self.title in TITLES[words] and (words == "minister" or self.organisation == 3)

    def is_held(self, on: FuzzyDate | None, *, certainly: bool) -> bool:
        since, until, day = map(bounds, (self.since, self.until, on))
        return (certainly_held if certainly else possibly_held)(since, until, day)


def bounds(date: FuzzyDate | None) -> Days:
    return Days(date.earliest, date.latest) if date else Days()


@dataclass(frozen=True)
class Fact:
    """A statement, with all that a filter looks at."""

    number: int
    start: int
    article: int
    published: FuzzyDate | None
    outlet: int | None
    kind: str | None
    stance: str
    status: str
    when: FuzzyDate | None
    words: str
    speak: frozenset[int]
    about: frozenset[int]
    topics: frozenset[int]
    made: FuzzyDate | None
    roles: tuple[Role, ...] = field(repr=False)


def dated(date: str | None) -> tuple[str | None, str | None, str | None]:
    parsed = parse_edtf(date) if date else None
    return (date, parsed.earliest, parsed.latest) if parsed else (None, None, None)


def make(path: Path, seed: int) -> list[Fact]:
    """Fill an empty file by chance, and return what was put in."""
    by = Random(seed)  # noqa: S311 (the same each time)
    facts = []
    with closing(sqlite3.connect(path)) as shell:
        shell.executemany(
            "INSERT INTO outlets VALUES (?, ?, ?)", [(1, "Post", "post"), (2, "Times", "times")]
        )
        shell.executemany("INSERT INTO actors (id, name) VALUES (?, 'A')", [(each,) for each in range(1, 4)])
        shell.execute("INSERT INTO actor_names (actor_id, name, name_folded) VALUES (3, 'Astana', 'astana')")
        shell.execute("INSERT INTO actor_names (actor_id, name, name_folded) VALUES (3, 'A', 'a')")
        roles = make_roles(by, shell)
        paths: dict[int | None, str] = {None: ""}
        for number, above, name in TOPICS:
            paths[number] = f"{paths[above]} > {name}" if above else name
            shell.execute("INSERT INTO topics VALUES (?, ?, ?, ?)", (number, above, name, paths[number]))
        claims = {}
        for number in range(1, 13):
            kind, status, when = by.choice(KINDS), by.choice(STATUSES), by.choice(DATES)
            sentence = f"The {by.choice(WORDS)} has number {number}."
            shell.execute(
                "INSERT INTO claims (id, sentence, kind, status, event_date, event_earliest, event_latest) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                (number, sentence, kind, status, *dated(when)),
            )
            told_of = {(by.randint(1, 3), by.choice(("subject", "object"))) for _ in range(by.randint(0, 2))}
            labels = {by.randint(1, 5) for _ in range(by.randint(0, 2))}
            shell.executemany(
                "INSERT INTO claim_actors (claim_id, actor_id, role) VALUES (?, ?, ?)",
                [(number, *each) for each in told_of],
            )
            shell.executemany("INSERT INTO claim_topics VALUES (?, ?)", [(number, each) for each in labels])
            actors = frozenset(actor for actor, _role in told_of)
            claims[number] = (kind, status, when, sentence, actors, frozenset(labels))
        statement = 0
        for article in by.sample(range(1, 30), 18):
            published, outlet = by.choice(DATES), by.choice((None, 1, 2))
            shell.execute(
                "INSERT INTO articles (id, outlet_id, published, published_earliest, published_latest) "
                "VALUES (?, ?, ?, ?, ?)",
                (article, outlet, *dated(published)),
            )
            text = " ".join(by.choice(WORDS) for _ in range(4))
            shell.execute(
                "INSERT INTO versions (id, article_id, number, text, text_sha256) VALUES (?, ?, 1, ?, ?)",
                (article, article, text, f"{article:064}"),
            )
            for place in by.sample(range(4), by.randint(1, 3)):
                statement += 1
                words = text.split(" ")
                start, quote = len(" ".join([*words[:place], ""])), words[place]
                shell.execute(
                    "INSERT INTO passages (id, version_id, start_char, end_char, quote) "
                    "VALUES (?, ?, ?, ?, ?)",
                    (statement, article, start, start + len(quote), quote),
                )
                claim, stance = by.randint(1, 12), by.choice(STANCES)
                said = by.choice((None, by.choice(DATES)))
                shell.execute(
                    "INSERT INTO statements "
                    "(id, claim_id, passage_id, stance, said, said_earliest, said_latest) "
                    "VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (statement, claim, statement, stance, *dated(said)),
                )
                chain = [by.randint(1, 3) for _ in range(by.randint(0, 2))]
                shell.executemany(
                    "INSERT INTO attributions (statement_id, position, actor_id) VALUES (?, ?, ?)",
                    [(statement, place, actor) for place, actor in enumerate(chain, start=1)],
                )
                kind, status, when, sentence, about, topics = claims[claim]
                facts.append(
                    Fact(
                        number=statement,
                        start=start,
                        article=article,
                        published=parse_edtf(published) if published else None,
                        outlet=outlet,
                        kind=kind,
                        stance=stance,
                        status=status,
                        when=parse_edtf(when) if when else None,
                        words=f"{sentence} {quote}",
                        speak=frozenset(chain),
                        about=about,
                        topics=topics,
                        made=parse_edtf(date) if (date := said or published) else None,
                        roles=tuple(role for actor in chain for role in roles.get(actor, ())),
                    )
                )
        shell.execute("DELETE FROM claims WHERE id NOT IN (SELECT claim_id FROM statements)")
        shell.commit()
    return facts


def make_roles(by: Random, shell: sqlite3.Connection) -> dict[int, list[Role]]:
    """Give two of the three actors roles, the first of them by no chance."""
    made: dict[int, list[Role]] = {}
    for number in range(1, 12):
        title = by.choice(("Minister", "Envoy"))
        of = by.choice((None, 3))
        since, until = (parse_edtf(date) if (date := by.choice(DATES)) else None for _ in range(2))
        if number == 1:
            title, of, since, until = "Minister", 3, None, None
        elif since and until and (since.earliest or "") > (until.latest or "9"):
            continue
        actor = by.randint(1, 2)
        role = Role(title, of, since, until)
        if role in made.get(actor, ()):
            continue
        made.setdefault(actor, []).append(role)
        days = (*dated(since.edtf if since else None), *dated(until.edtf if until else None))
        shell.execute(
            "INSERT INTO actor_roles (id, actor_id, title, title_folded, organisation_id, since, "
            "since_earliest, since_latest, until, until_earliest, until_latest) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (number, actor, title, title.lower(), of, *days),
        )
    return made


def in_range(asked: str, date: FuzzyDate | None, *, certainly: bool) -> bool:
    if date is None:
        return False
    start, dots, end = asked.partition("..")
    span = lasting(read_when(f"{start or '..'}/{end or '..'}" if dots else asked))
    if certainly:
        return certainly_within(read_when(date.edtf), span)
    return possibly_overlaps(When((lasting(read_when(date.edtf)),)), span)


def is_wanted(fact: Fact, wanted: ClaimFilter) -> bool:
    takes_part = {"speaker": fact.speak, "about": fact.about, "any": fact.speak | fact.about}[wanted.role]
    return all(
        (
            wanted.actor is None or int(wanted.actor) in takes_part,
            wanted.outlet is None or fact.outlet == {"Post": 1, "times": 2}[wanted.outlet],
            wanted.topic is None or bool(fact.topics & NAMED[wanted.topic]),
            wanted.kind is None or fact.kind == wanted.kind,
            wanted.stance is None or fact.stance == wanted.stance,
            wanted.status is None or fact.status == wanted.status,
            wanted.published is None
            or in_range(wanted.published, fact.published, certainly=wanted.certainly),
            wanted.when is None or in_range(wanted.when, fact.when, certainly=wanted.certainly),
            wanted.search is None or wanted.search in fact.words,
            wanted.speaker_role is None
            or any(
                role.is_meant(wanted.speaker_role) and role.is_held(fact.made, certainly=wanted.certainly)
                for role in fact.roles
            ),
        )
    )


def expected(facts: list[Fact], wanted: ClaimFilter) -> list[int]:
    """Say plainly which statements are wanted, and in which order."""
    found = [each for each in facts if is_wanted(each, wanted)]
    found.sort(
        key=lambda fact: (
            (fact.published and fact.published.earliest) or "",
            fact.article,
            fact.start,
            fact.number,
        ),
        reverse=wanted.order == "newest",
    )
    known = [each.number for each in found if each.published and each.published.earliest]
    return known + [each.number for each in found if each.number not in known]


def maybe(*words: str) -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from(words)


FILTERS = st.builds(
    ClaimFilter,
    actor=maybe("1", "2", "3"),
    role=st.sampled_from(("speaker", "about", "any")),
    outlet=maybe("Post", "times"),
    topic=maybe(*NAMED),
    kind=maybe("event", "state"),
    stance=maybe(*STANCES),
    status=maybe(*STATUSES),
    published=maybe(*ASKED),
    when=maybe(*ASKED),
    search=maybe(*WORDS),
    order=st.sampled_from(("oldest", "newest")),
    certainly=st.booleans(),
    speaker_role=maybe(*TITLES),
)

World = tuple[Database, list[Fact]]


@pytest.fixture(scope="module", params=range(3))
def world(
    request: pytest.FixtureRequest, _empty_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    path = tmp_path_factory.mktemp("anyhow") / "claims.db"
    path.write_bytes(_empty_file.read_bytes())
    facts = make(path, request.param)
    with open_database(path) as database:
        yield database, facts


def numbers(rows: list) -> list[int]:  # type: ignore[type-arg]
    return [row.statement_id for row in rows]


@settings(max_examples=150, deadline=None)
@given(wanted=FILTERS, limit=st.integers(0, 8), batch=st.sampled_from((2, 500)))
def test_any_filter_finds_what_its_definition_finds(
    world: World, wanted: ClaimFilter, limit: int, batch: int
) -> None:
    database, facts = world
    found = expected(facts, wanted)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("claimsdb.queries.statements.BATCH", batch)
        assert numbers(database.claims(wanted)) == found
        assert numbers(database.claims(wanted, limit=limit)) == found[:limit]
    assert database.count_claims(wanted) == len(found)


@settings(max_examples=60, deadline=None)
@given(wanted=FILTERS, limit=st.integers(1, 8))
def test_page_by_page_come_the_same_rows_in_the_same_order(
    world: World, wanted: ClaimFilter, limit: int
) -> None:
    database, _facts = world
    rows, page = [], database.claims(wanted, limit=limit)
    while page:
        rows += page
        page = database.claims(wanted, limit=limit, after=page[-1])
    assert rows == database.claims(wanted)


@pytest.mark.parametrize("most", [0, 1, 8])
def test_topics_and_holders_of_a_role_are_found_however_many_they_are(
    world: World, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from claimsdb.queries import statement_sql  # noqa: PLC0415

    monkeypatch.setattr(statement_sql, "MOST_ARMS", most)
    monkeypatch.setattr(statement_sql, "MOST_OWNERS", most)
    statement_sql.rows_sql.cache_clear()
    statement_sql.count_sql.cache_clear()
    database, facts = world
    for topic in NAMED:
        wanted = ClaimFilter(actor="1", topic=topic, outlet="Post")
        assert numbers(database.claims(wanted)) == expected(facts, wanted)
        for words in TITLES:
            wanted = ClaimFilter(speaker_role=words, topic=topic, published="2017")
            assert numbers(database.claims(wanted, limit=9)) == expected(facts, wanted)[:9]
            assert database.count_claims(wanted) == len(expected(facts, wanted))
    statement_sql.rows_sql.cache_clear()
    statement_sql.count_sql.cache_clear()
