"""Entities held to the schema that FollowTheMoney publishes, and to its model where that can be imported.

The schema is read out of the wheel's YAML files, which need none of the system libraries that importing does.
"""

from __future__ import annotations

import importlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, files
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import pytest
import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable

    Entity = dict[str, Any]

_LANGUAGES: Final = """
    afr amh ara aze bel ben bos bul cat ces cnr dan deu ell eng est fas fil fin fra gle heb hin hrv hun hye
    ind isl ita jpn kan kat kaz khm kir kor lao lav lit ltz mkd mlt mon msa mul mya nep nld nor pol por pus
    ron rus sin slk slv spa sqi srp swa swe tam tel tgk tgl tha tuk tur ukr urd uzb vie zho
"""
LANGUAGES: Final = frozenset(_LANGUAGES.split())
"""The codes of ISO 639-3 that its documentation lists."""

LONGEST: Final = {"name": 384, "string": 1024, "text": 65_000, "url": 4096, "identifier": 64, "mimetype": 250}
ID: Final = re.compile(r"[0-9a-zA-Z]([0-9a-zA-Z.\-]*[0-9a-zA-Z])?")
DATES: Final = {4: "%Y", 7: "%Y-%m", 10: "%Y-%m-%d", 19: "%Y-%m-%dT%H:%M:%S"}


@dataclass(frozen=True)
class Schema:
    """A type of entities: all that it and those above it say."""

    above: frozenset[str]
    is_abstract: bool
    required: frozenset[str]
    properties: dict[str, dict[str, Any]]


@cache
def published() -> dict[str, dict[str, Any]]:
    """Return the schema as the wheel has it; a test fails where there is no wheel."""
    try:
        listed = files("followthemoney") or []
    except PackageNotFoundError:
        pytest.fail("install the wheel followthemoney alone: pip install --no-deps followthemoney")
    found = [each for each in listed if re.fullmatch(r"followthemoney/schema/\w+\.ya?ml", str(each))]
    assert len(found) > 50, "the wheel holds no schema"
    return {name: said for each in found for name, said in yaml.safe_load(each.read_text("utf-8")).items()}


@cache
def schema_named(name: str) -> Schema:
    """Return a schema with what it takes from those above it."""
    said = published()[name]
    above = [schema_named(each) for each in said.get("extends", ())]
    return Schema(
        frozenset({name}).union(*(each.above for each in above)),
        bool(said.get("abstract", False)),
        frozenset(said.get("required", ())).union(*(each.required for each in above)),
        {key: value for each in above for key, value in each.properties.items()}
        | (said.get("properties") or {}),
    )


def hold_all(entities: Iterable[Entity]) -> None:
    """Hold entities to their schemata; each that another names must be among them, and of the right sort."""
    by_id: dict[str, Entity] = {}
    for each in entities:
        assert each["id"] not in by_id, each
        by_id[each["id"]] = each
    for each in by_id.values():
        hold(each, by_id)
        hold_to_model(each)


def hold(entity: Entity, others: dict[str, Entity]) -> None:
    """Hold one entity to its schema."""
    assert set(entity) == {"id", "schema", "properties"}
    assert ID.fullmatch(entity["id"])
    schema = schema_named(entity["schema"])
    assert not schema.is_abstract, entity
    assert schema.required <= set(entity["properties"]) | _given_otherwise(schema), entity
    for name, values in entity["properties"].items():
        assert name in schema.properties, f"{entity['schema']} has no {name}"
        assert values, (name, entity)
        assert len(set(values)) == len(values), (name, values)
        for value in values:
            _hold_value(value, schema.properties[name], others)


def hold_to_model(entity: Entity) -> None:
    """Hold an entity to the library's own model, where it can be imported."""
    try:
        model: Any = importlib.import_module("followthemoney").model
    except ImportError:
        return
    model.get(entity["schema"]).validate(entity)
    kept = model.get_proxy(entity).to_dict()["properties"]
    assert {name: sorted(values) for name, values in kept.items()} == {
        name: sorted(values) for name, values in entity["properties"].items()
    }


def _given_otherwise(schema: Schema) -> frozenset[str]:
    """Documents go by file name and title: the name that all things must have is not asked of them."""
    return frozenset({"name"} if "Document" in schema.above else ())


def _hold_value(value: Any, said: dict[str, Any], others: dict[str, Entity]) -> None:
    assert isinstance(value, str)
    assert value.strip(), said
    kind = said.get("type", "string")
    assert len(value) <= said.get("maxLength", LONGEST.get(kind, 65_000)), (kind, value)
    match kind:
        case "date":
            datetime.strptime(value, DATES[len(value)]).replace(tzinfo=UTC)
        case "url":
            assert urlsplit(value).scheme in {"http", "https"}, value
            assert urlsplit(value).hostname, value
        case "language":
            assert value in LANGUAGES, value
        case "entity":
            assert value in others, f"{value} is no entity"
            assert said["range"] in schema_named(others[value]["schema"]).above, said
        case "identifier":
            assert said.get("format") != "wikidata" or re.fullmatch(r"Q[1-9]\d*", value), value
        case "mimetype":
            assert re.fullmatch(r"[a-z]+/[a-z0-9.+-]+", value), value
        case _:
            assert kind in {"name", "string", "text"}, kind
