from __future__ import annotations

from pathlib import Path

from claimsdb.database.location import Location
from claimsdb.database.schema import SCHEMA
from claimsdb.library import open_database
from tests.engines import Where, run_sql


def size_of(place: Where) -> int:
    if isinstance(place, Path):
        return place.stat().st_size
    ((size,),) = run_sql(place, "SELECT pg_database_size(current_database())")
    return int(size)


def test_the_location_of_a_server_is_shown_without_what_is_secret(empty_url: str) -> None:
    with open_database(empty_url + "&password=s3cret") as database:
        assert database.info().location == "postgresql:///empty"


def test_info_counts_the_rows_of_each_table_and_the_bytes_they_take(empty_place: Where) -> None:
    run_sql(
        empty_place,
        "INSERT INTO outlets (name, name_folded) VALUES ('Post', 'post')",
        "INSERT INTO articles (title) VALUES ('One'), ('Two')",
        "INSERT INTO actors (name) VALUES ('Ann'), ('Bo'), ('Ben')",
        "INSERT INTO topics (name, path) VALUES ('Peace', 'Peace')",
    )
    with open_database(empty_place) as database:
        info = database.info()
    assert (info.location, info.schema) == (str(Location.of(empty_place)), SCHEMA)
    assert info.size == size_of(empty_place)
    assert dict(info.counts) == {
        "outlets": 1,
        "articles": 2,
        "versions": 0,
        "passages": 0,
        "actors": 3,
        "claims": 0,
        "statements": 0,
        "topics": 1,
        "claim_relations": 0,
        "claim_reviews": 0,
        "annotators": 0,
    }
