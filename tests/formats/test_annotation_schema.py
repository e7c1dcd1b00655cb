"""The published schema is complete, explains itself, and says the same as the readers."""

from __future__ import annotations

import copy
import json
import operator
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TypeAlias

import jsonschema_rs
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from claimsdb.errors.dates import NotEDTFError
from claimsdb.errors.formats import AnnotationRefusedError
from claimsdb.formats.annotation_jsonl import read_jsonl
from claimsdb.formats.annotation_schema import annotation_schema
from claimsdb.formats.annotation_yaml import read_annotation
from claimsdb.records import vocabulary
from claimsdb.text.dates import parse_edtf

if TYPE_CHECKING:
    from collections.abc import Iterator

Strategy: TypeAlias = st.SearchStrategy[Any]
Json: TypeAlias = Any  # documents here are broken on purpose, in every way

SCHEMA = annotation_schema()
DEFS = SCHEMA["$defs"]


def subschemas(schema: Json, path: str = "#") -> Iterator[tuple[str, Json]]:
    if isinstance(schema, dict):
        yield path, schema
    parts = (
        schema.items() if isinstance(schema, dict) else enumerate(schema) if isinstance(schema, list) else ()
    )
    for name, part in parts:
        yield from subschemas(part, f"{path}/{name}")


def documented_fields() -> Iterator[tuple[str, Json]]:
    """The properties of the record's mappings, not those of conditions."""
    for path, schema in subschemas(SCHEMA):
        if schema.get("type") and "additionalProperties" in schema:
            for name, field in schema.get("properties", {}).items():
                target = field.get("$ref", "").removeprefix("#/$defs/")
                yield f"{path}/{name}", {**(DEFS[target] if target else {}), **field}


def test_it_is_a_schema_of_draft_2020_12() -> None:
    jsonschema_rs.meta.validate(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_no_definition_stands_twice_since_the_later_would_win_unseen() -> None:
    twice: list[str] = []

    def kept(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
        names = [name for name, _value in pairs]
        twice.extend(name for name in set(names) if names.count(name) > 1)
        return dict(pairs)

    text = files("claimsdb").joinpath("schema", "claims-1.json").read_text(encoding="utf-8")
    json.loads(text, object_pairs_hook=kept)
    assert twice == []


def test_every_field_has_a_title_a_description_and_an_example() -> None:
    fields = dict(documented_fields())
    assert len(fields) > 40
    bare = [
        path for path, field in fields.items() if not {"title", "description", "examples"} <= field.keys()
    ]
    assert bare == []


def test_every_example_fits_its_own_field() -> None:
    for path, field in documented_fields():
        checker = jsonschema_rs.validator_for({**field, "$defs": DEFS})
        assert [example for example in field["examples"] if not checker.is_valid(example)] == [], path


def test_no_mapping_lets_an_unknown_key_pass() -> None:
    open_ones = [
        path
        for path, schema in subschemas(SCHEMA)
        if isinstance(schema.get("properties"), dict)
        and "type" in schema
        and schema.get("additionalProperties") is not False
    ]
    assert open_ones == []


def test_it_has_no_choice_whose_failure_could_not_be_told() -> None:
    assert [path for path, _ in subschemas(SCHEMA) if path.rsplit("/")[-1] in {"anyOf", "oneOf"}] == []
    assert "anyOf" not in json.dumps(SCHEMA)
    assert "oneOf" not in json.dumps(SCHEMA)


@pytest.mark.parametrize(
    ("enum", "words"),
    [
        (DEFS["actor"]["properties"]["kind"]["enum"], vocabulary.ACTOR_KINDS),
        (DEFS["alias"]["properties"]["kind"]["enum"], vocabulary.NAME_KINDS),
        (DEFS["stance"]["enum"], vocabulary.STANCES),
        (DEFS["quotation"]["enum"], vocabulary.QUOTATIONS),
        (DEFS["speaker"]["properties"]["quotation"]["enum"], vocabulary.QUOTATIONS),
        (DEFS["claim"]["properties"]["status"]["enum"], vocabulary.STATUSES),
        (DEFS["annotator"]["properties"]["kind"]["enum"], vocabulary.ANNOTATOR_KINDS),
        (SCHEMA["properties"]["article"]["properties"]["media_type"]["enum"], vocabulary.MEDIA_TYPES),
        ([*DEFS["about"]["properties"], None], vocabulary.ABOUT_ROLES),
        ([*list(DEFS["relation"]["properties"])[:-2], None], vocabulary.RELATIONS),
        (
            [word for word in DEFS["relation"]["properties"] if word not in {"rationale", "annotator"}]
            + [None],
            vocabulary.RELATIONS,
        ),
    ],
)
def test_its_vocabularies_are_those_of_the_records(enum: list[str | None], words: tuple[str, ...]) -> None:
    assert enum == [*words, None]


TEXT = st.sampled_from(["Reed", "رندة قسيس", "a  b", "k", "🙂 ", "NO"])
# the schema lets the last one pass, and the readers do not
DATE = st.sampled_from(["2015", "2017-02-15", "1912~", 2015, None, "15 May"])


def maybe(needed: dict[str, Strategy], **others: Strategy) -> Strategy:
    return st.fixed_dictionaries(needed, optional={name: st.none() | field for name, field in others.items()})


LANGUAGE = st.sampled_from(["en", "zh-Hant"])
WORDS = TEXT | maybe({"quote": TEXT}, before=TEXT, after=TEXT, occurrence=st.integers(1, 9))
LINK: dict[str, Strategy] = {
    "source": WORDS,
    "cue": WORDS,
    "quotation": st.sampled_from(vocabulary.QUOTATIONS),
}
SPEAKERS = st.lists(TEXT | maybe({"unnamed": TEXT}, **LINK) | maybe({"name": TEXT}, **LINK), max_size=2)
COMPANIONS: dict[str, Strategy] = {
    "before": TEXT,
    "after": TEXT,
    "occurrence": st.integers(1, 9),
    "speakers": SPEAKERS,
    "stance": st.sampled_from(vocabulary.STANCES),
    "quotation": st.sampled_from(vocabulary.QUOTATIONS),
    "said": DATE,
}
ANNOTATOR = TEXT | maybe({"name": TEXT}, kind=st.sampled_from(vocabulary.ANNOTATOR_KINDS), version=TEXT)
URL = st.sampled_from(["https://example.org/1", " http://a.b ", "urn:x"])
EVIDENCE = (
    maybe({"quote": TEXT}, before=TEXT, after=TEXT, occurrence=st.integers(1, 9), note=TEXT)
    | maybe({"url": URL}, note=TEXT)
    | maybe({"claim": st.sampled_from(["k", "m", "x.yaml#l"])}, note=TEXT)
)
# the schema lets some of the numbers pass that the readers do not
RATING = st.sampled_from([1, 2, 2.5, 5])
REVIEW = maybe(
    {"rating": TEXT}, value=RATING, worst=RATING, best=RATING, rationale=TEXT, date=DATE, reviewer=TEXT,
    url=URL, annotator=ANNOTATOR, evidence=st.lists(EVIDENCE, max_size=2),
)  # fmt: skip
CLAIM_FIELDS: dict[str, Strategy] = {
    "key": st.sampled_from(["k", "l.1"]),
    "kind": st.just("event"),
    "when": DATE,
    "status": st.sampled_from(vocabulary.STATUSES),
    "about": st.lists(
        TEXT | st.sampled_from(vocabulary.ABOUT_ROLES).map(lambda role: {role: "A"}), max_size=2
    ),
    "topics": st.lists(st.sampled_from(["a", "a > b"]), max_size=2),
    "relations": st.lists(
        st.sampled_from(
            [
                *({"same_as": "k"}, {"refines": "x.yaml#l"}, {"answers": "m", "rationale": "r"}),
                *({"supports": "m", "annotator": "A"}, {"supports": "m", "annotator": "A", "rationale": "r"}),
            ]
        ),
        max_size=2,
    ),
    "reviews": st.lists(REVIEW, max_size=2),
}
STATEMENT = maybe({"quote": TEXT}, **COMPANIONS)
CLAIM = maybe({"claim": TEXT, "quote": TEXT}, **COMPANIONS, **CLAIM_FIELDS) | maybe(
    {"claim": TEXT, "statements": st.lists(STATEMENT, min_size=1, max_size=2)}, **CLAIM_FIELDS
)
# two claims with the first key, or one with the second pair, fit the schema and not the readers
CLASH = st.sampled_from([{}, {"key": "k"}, {"key": "l", "relations": [{"refines": "l"}]}])
ARTICLE = maybe(
    {}, file=TEXT, version_of=TEXT, title=TEXT, outlet=TEXT, published=DATE, authors=st.lists(TEXT),
    language=LANGUAGE, url=TEXT, media_type=st.sampled_from(vocabulary.MEDIA_TYPES),
)  # fmt: skip
ALIAS = TEXT | maybe({"name": TEXT}, language=LANGUAGE, kind=st.sampled_from(vocabulary.NAME_KINDS))
ACTOR = maybe(
    {"name": TEXT},
    kind=st.sampled_from(vocabulary.ACTOR_KINDS),
    aliases=st.lists(ALIAS, max_size=2),
    identifiers=st.dictionaries(st.just("wikidata"), st.none() | TEXT | st.lists(TEXT, max_size=2)),
)
RECORD = maybe(
    {},
    claimsdb=st.just(1),
    annotator=ANNOTATOR,
    text=TEXT,
    article=ARTICLE,
    actors=st.lists(ACTOR, max_size=2),
    claims=st.lists(st.builds(operator.or_, CLAIM, CLASH), max_size=3),
)
JUNK = st.sampled_from(
    [None, True, 0, 1, -2, 2.0, 1.5, "", " ", "\ufeff", "a\x00b", "\x1b", "\f", "denies", "a >", "> ", "k",
     "en", "1", "first of May", "x#k", "\u2028", "\u180e", [], ["a"], [None], {}, {"name": "A"},
     {"quote": "q"}, {"k": "v"}]
)  # fmt: skip
NAMES = [*sorted({path.rsplit("/", 1)[-1] for path, _ in documented_fields()}), "unknown", "a b", ""]


def containers(value: Json) -> list[Json]:
    below = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    inner = [found for part in below for found in containers(part)]
    return [value, *inner] if isinstance(value, dict | list) else inner


@st.composite
def records(draw: st.DrawFn) -> Json:
    """Records that fit, and records with up to three things out of place."""
    record = copy.deepcopy(draw(RECORD))
    for _ in range(draw(st.integers(0, 3))):
        spoil(draw, draw(st.sampled_from(containers(record))))
    return record


def spoil(draw: st.DrawFn, part: Json) -> None:
    if isinstance(part, list):
        part.append(copy.deepcopy(draw(JUNK)))
    elif part and draw(st.booleans()):
        part.pop(draw(st.sampled_from(sorted(part))))
    else:
        place = draw(st.sampled_from(NAMES) | st.sampled_from(sorted(part) or ["x"]))
        part[place] = copy.deepcopy(draw(JUNK))


def listed(value: Json, key: str) -> list[Json]:
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, list) else []


def is_date(value: Json) -> bool:
    text = str(int(value)) if isinstance(value, float) else str(value).strip()
    try:
        return value is None or bool(parse_edtf(text))
    except NotEDTFError:
        return False


def passes_the_named_checks(record: Json) -> bool:
    """What the readers ask of a record that fits: EDTF, unique keys, no tie to itself, ratings on scales."""
    claims = listed(record, "claims")
    statements = [*claims, *(statement for claim in claims for statement in listed(claim, "statements"))]
    dates = [(record.get("article") or {}).get("published"), *(claim.get("when") for claim in claims)]
    reviews = [(claim.get("key"), review) for claim in claims for review in listed(claim, "reviews")]
    dates += [statement.get("said") for statement in statements]
    dates += [review.get("date") for _key, review in reviews]
    keys = [claim["key"] for claim in claims if claim.get("key")]
    targets = [
        target == claim.get("key")
        for claim in claims
        for relation in listed(claim, "relations")
        for target in relation.values()
    ]
    targets += [
        key is not None and evidence.get("claim") == key
        for key, review in reviews
        for evidence in listed(review, "evidence")
    ]
    on_scale = all(is_on_scale(review) for _key, review in reviews)
    return all(map(is_date, dates)) and len(keys) == len(set(keys)) and not any(targets) and on_scale


def is_on_scale(review: Json) -> bool:
    value, worst, best = (review.get(name) for name in ("value", "worst", "best"))
    if value is None:
        return worst is None and best is None
    ends = [end for end in (worst, value, best) if end is not None]
    return ends == sorted(ends) and (worst is None or worst != best)


VALIDATOR = jsonschema_rs.validator_for(SCHEMA)


@settings(max_examples=400)
@given(records())
def test_json_lines_accept_exactly_what_the_schema_does(record: Json) -> None:
    record = {"text": "x", **record}
    fits = VALIDATOR.is_valid(record) and record.get("text") is not None and passes_the_named_checks(record)
    [outcome] = read_jsonl([json.dumps(record).encode()], file="b.jsonl")
    assert isinstance(outcome, AnnotationRefusedError) != fits


@settings(max_examples=400)
@given(records())
def test_yaml_accepts_exactly_what_the_schema_does(record: Json) -> None:
    """Of the record as YAML has it, where all but a few fields are text."""
    as_read = in_yaml(record)
    fits = VALIDATOR.is_valid(as_read) and as_read.get("text") is None and passes_the_named_checks(as_read)
    raw = yaml.dump(record, Dumper=Plain, allow_unicode=False, encoding="utf-8")
    assert accepts(raw) == fits


def accepts(raw: bytes) -> bool:
    try:
        read_annotation(raw, file="a.yaml")
    except AnnotationRefusedError:
        return False
    return True


def in_yaml(value: Json, path: tuple[str, ...] = ()) -> Json:
    if isinstance(value, dict):
        return {key: in_yaml(part, (*path, key)) for key, part in value.items()}
    if isinstance(value, list):
        return [in_yaml(part, (*path, "[]")) for part in value]
    if path[-3:-2] == ("reviews",) and path[-1] in {"value", "worst", "best"}:
        return value if value is None or type(value) in {int, float, str} else str(value).lower()
    wants_number = path == ("claimsdb",) or (path[-1:] == ("occurrence",) and path[-2:-1] != ("identifiers",))
    if value is None or isinstance(value, str) or (wants_number and type(value) is int):
        return value
    return str(value).lower()


class Plain(yaml.SafeDumper):
    def ignore_aliases(self, _data: Json) -> bool:
        return True
