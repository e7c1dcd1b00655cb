"""The published JSON Schema of annotations (draft 2020-12), and its findings as sentences.

A rule of the schema may carry its own words: ``patternErrorMessage`` and ``errorMessage``, which
YAML editors show too. They are read after the value; for what is missing they stand alone.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

import jsonschema_rs
from jsonschema_rs import ValidationErrorKind as Kind

from claimsdb.formats.marks import Node, field_name
from claimsdb.formats.wording import did_you_mean, listed, shown
from claimsdb.records.place import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

_TYPES: Final = {"string": "text", "integer": "a whole number", "array": "a list", "object": "a mapping"}
_FOUND: Final = {
    str: "text",
    int: "a number",
    float: "a number",
    bool: "a truth value",
    list: "a list",
    dict: "a mapping",
    type(None): "empty",
}


@cache
def annotation_schema() -> dict[str, Any]:
    """The schema as published; do not change what you get."""
    text = files("claimsdb").joinpath("schema", "claims-1.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def schema_problems(record: Node) -> Iterator[Problem]:
    """Everything in a record that the schema does not allow."""
    for error in _validator().iter_errors(record.value):
        node, rule = record.at(tuple(error.instance_path)), _rule(error)
        match error.kind:
            case Kind.AdditionalProperties(unexpected=keys):
                yield from (_unknown_key(node, key, rule) for key in keys)
            case Kind.Required(property=key):
                yield node.problem(rule.get("errorMessage", f"{shown(key)} is missing; add it"))
            case kind:
                yield node.problem(f"{shown(node.value)} {_finding(kind, node, rule)}")


@cache
def _validator() -> jsonschema_rs.Validator:
    return jsonschema_rs.validator_for(annotation_schema(), offline=True)


def _rule(error: jsonschema_rs.ValidationError) -> dict[str, Any]:
    """The subschema that holds the broken keyword."""
    rule: Any = annotation_schema()
    for part in error.schema_path[:-1]:
        rule = rule[part]
    assert isinstance(rule, dict)
    return rule


def _unknown_key(node: Node, key: str, rule: dict[str, Any]) -> Problem:
    known = rule.get("properties", {})
    hint = did_you_mean(key, known) or f"; the keys here are {listed(known)}"
    sentence = f"{shown(key)} {rule['errorMessage']}" if not known else f"unknown key {shown(key)}{hint}"
    return Problem(node.marks.of_key((*node.path, key)), f"{field_name(node.path)}: {sentence}")


def _finding(kind: jsonschema_rs.ValidationErrorKind, node: Node, rule: dict[str, Any]) -> str:
    match kind:
        case Kind.Pattern():
            return str(rule["patternErrorMessage"])
        case Kind.Type(types=types) if "errorMessage" not in rule:
            allowed = " or ".join(word for name, word in _TYPES.items() if name in types)
            return f"is {_FOUND[type(node.value)]}; write {allowed}"
        case Kind.Enum(options=options) if "errorMessage" not in rule:
            words = [word for word in options if isinstance(word, str)]
            return f"is none of {listed(words)}{did_you_mean(node.value, words)}"
        case _:
            return str(rule["errorMessage"])
