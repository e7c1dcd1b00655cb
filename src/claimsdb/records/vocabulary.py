"""The closed vocabularies, in one place: constraints, the JSON Schema and the CLI hold to them."""

from __future__ import annotations

from typing import Final

ACTOR_KINDS: Final = ("person", "organisation", "state", "group", "outlet")
ACTOR_JUDGEMENTS: Final = ("add", "merge", "split", "distinct", "edit", "undo")
EDITED_FIELDS: Final = ("name", "kind", "alias", "identifier")
NAME_KINDS: Final = ("full", "short", "transliteration", "former", "alias")
STANCES: Final = ("asserts", "denies", "questions", "predicts", "demands")
QUOTATIONS: Final = ("direct", "indirect", "reported", "free_indirect", "none")
STATUSES: Final = ("suggested", "accepted", "rejected")
ABOUT_ROLES: Final = ("subject", "object", "other")
RELATIONS: Final = ("supports", "contradicts", "same_as", "refines", "answers")
SYMMETRICAL: Final = ("contradicts", "same_as")
"""The relations that say the same the other way round."""
PASSAGE_ROLES: Final = ("content", "source", "cue")
ANNOTATOR_KINDS: Final = ("person", "program")
FACT_FIELDS: Final = ("title", "outlet", "published", "author", "language", "url")
MEDIA_TYPES: Final = ("text/plain", "text/markdown", "text/html")
OUTCOMES: Final = ("exact", "moved", "altered", "ambiguous", "gone")
SAME_WORDS: Final = OUTCOMES[:2]
"""The outcomes of a passage whose words stand unchanged."""
REVIEWS: Final = ("waiting", "accepted", "rejected")
DECISIONS: Final = ("accept", "choose", "reject", "undo")
