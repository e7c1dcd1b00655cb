"""What can be chosen of formats, in closed words; apart from records, which would cost every start."""

from __future__ import annotations

from typing import Literal, TypeAlias

NetworkKind: TypeAlias = Literal["affiliation", "congruence", "conflict", "subtract"]
"""Actors by concepts; or nodes of one mode tied by what they share, oppose, or the one less the other."""
NetworkNodes: TypeAlias = Literal["actors", "concepts"]
Concepts: TypeAlias = Literal["claim", "topic"]
Duplicates: TypeAlias = Literal["all", "document", "week", "month", "year", "range"]
Sides: TypeAlias = Literal["ignore", "agree", "disagree", "subtract"]
GraphFormat: TypeAlias = Literal["csv", "graphml", "gexf"]
FirstSpeaker: TypeAlias = Literal["person", "organization"]
"""Who speaks where a statement of DNA names both."""
Positions: TypeAlias = Literal["code-points", "utf-16"]
"""What positions of selections count in REFI-QDA."""
BibliographyFormat: TypeAlias = Literal["csl-json", "ris", "bibtex"]
TITLE = "Claims and their passages"
"""What an export is called unless somebody says otherwise."""
