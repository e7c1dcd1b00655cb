"""After any sequence of loads and of changes to names, what is kept is what would be found afresh."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimsdb.actions import mentions
from claimsdb.library import open_database
from tests.engines import run_sql
from tests.mentioned import afresh, kept

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from tests.engines import Where

WORDS = ["Ann", "Lee", "ann lee", "Lée", "Bo", "US", "us", "习近", "平", "о. Ли", "so", "."]
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join).filter(str.strip)
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)
STEPS = st.one_of(
    st.tuples(st.just("load"), st.sampled_from(["a.txt", "b.txt"]), TEXTS),
    st.tuples(st.just("add"), NAMES, st.integers(1, 2)),
    st.tuples(st.just("take away"), st.integers(1, 6), st.just(0)),
    st.tuples(st.just("rename"), NAMES, st.integers(1, 6)),
    st.tuples(st.just("ask"), st.just(""), st.just(0)),
)


def do(place: Where, folder: Path, what: str, first: object, second: object) -> None:
    name = f"INSERT INTO actor_names (actor_id, name, name_folded) SELECT {second}, '{first}', '{first}'"
    new = f"WHERE NOT EXISTS (SELECT 1 FROM actor_names WHERE name = '{first}')"  # noqa: S608 (the test's own words)
    with open_database(place) as database:
        match what:
            case "load":
                (folder / str(first)).write_text(f"{second}\n", encoding="utf-8")
                database.load(folder / str(first))
            case "ask":
                database.uncoded()
            case "add":
                run_sql(place, f"{name} {new}")
            case "take away":
                run_sql(place, f"DELETE FROM actor_names WHERE id = {first}")  # noqa: S608 (as above)
            case "rename":
                run_sql(place, f"UPDATE actor_names SET name = '{first}' {new} AND id = {second}")  # noqa: S608


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, max_size=12))
def test_what_is_kept_is_what_is_found_afresh(
    steps: list[tuple[str, object, object]],
    fresh: Callable[[str], Where],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(mentions, "STEP", 10)  # so that most texts have a transaction of their own
    place = fresh("named")
    run_sql(place, "INSERT INTO actors (id, name) VALUES (1, 'A'), (2, 'B')")
    for step in steps:
        do(place, tmp_path, *step)
    with open_database(place) as database:
        without = [database.uncoded(number) for number in (1, 2)]
        assert kept(database) == afresh(database)
        assert database.verify().faults == ()
        assert [database.uncoded(number) for number in (1, 2)] == without
