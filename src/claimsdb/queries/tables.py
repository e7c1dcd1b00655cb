"""The names of the tables and columns that questions read.

Light stand-ins for the models: importing the mapped classes costs a command a third more
time to start. A test holds every name here to the models.
"""

from __future__ import annotations

from typing import Any, TypeAlias

from sqlalchemy import ColumnClause, TableClause, column, table

Column: TypeAlias = ColumnClause[Any]


def _table(name: str, columns: str) -> TableClause:
    return table(name, *(column(each) for each in columns.split()))


outlets = _table("outlets", "id name name_folded")
articles = _table(
    "articles",
    "id outlet_id title published published_earliest published_latest language url file",
)
article_authors = _table("article_authors", "article_id position name actor_id")
versions = _table(
    "versions",
    "id article_id number text text_sha256 original original_sha256 media_type encoding origin observed_at "
    "reader reader_version",
)
version_facts = _table("version_facts", "version_id field position value source inferred")
passages = _table("passages", "id version_id start_char end_char quote")
actors = _table("actors", "id name kind merged_into_id")
actor_names = _table("actor_names", "id actor_id name name_folded kind language")
actor_identifiers = _table("actor_identifiers", "id actor_id scheme value")
actor_judgements = _table(
    "actor_judgements",
    "id judgement actor_id actor_name other_id other_name rationale annotator_id judged_at undoes_id",
)
actor_edits = _table("actor_edits", "id judgement_id field before after")
actor_split_parts = _table("actor_split_parts", "id judgement_id statement_id claim_id")
actor_roles = _table(
    "actor_roles",
    "id actor_id title title_folded organisation_id since since_earliest since_latest "
    "until until_earliest until_latest passage_id annotation_file_id annotator_id recorded_at",
)
topics = _table("topics", "id parent_id name path")
claims = _table("claims", "id sentence kind event_date event_earliest event_latest status")
claim_actors = _table("claim_actors", "claim_id actor_id role position recorded_actor_id")
claim_topics = _table("claim_topics", "claim_id topic_id")
claim_keys = _table("claim_keys", "annotation_file_id key claim_id")
statements = _table(
    "statements",
    "id claim_id passage_id stance quotation said said_earliest said_latest "
    "annotator_id annotation_file_id recorded_at",
)
statement_passages = _table("statement_passages", "statement_id role position passage_id")
attributions = _table("attributions", "id statement_id position actor_id label recorded_actor_id quotation")
annotators = _table("annotators", "id name kind version")
annotation_files = _table("annotation_files", "id article_id file sha256 loaded_at")
standoffs = _table("standoffs", "id annotation_file_id version_id annotator_id lines")
claim_relations = _table(
    "claim_relations", "id claim_id related_claim_id kind rationale annotator_id annotation_file_id"
)
claim_reviews = _table(
    "claim_reviews",
    "id claim_id rating rating_value best_rating worst_rating rationale reviewed reviewed_earliest "
    "reviewed_latest reviewer_id url annotator_id annotation_file_id recorded_at",
)
claim_review_evidence = _table("claim_review_evidence", "review_id position passage_id url claim_id note")
listings = _table("listings", "actor_id speaks facet day article_id start_char statement_id")
mentions = _table("mentions", "version_id start_char end_char name_id sentence_start sentence_end")
mention_marks = _table("mention_marks", "version_id characters names_upto")
carryings = _table(
    "carryings", "id from_passage_id version_id found outcome score passage_id review latest carried_at"
)
carrying_candidates = _table("carrying_candidates", "carrying_id number passage_id score")
carrying_decisions = _table("carrying_decisions", "id carrying_id decision number annotator_id decided_at")
standing = passages.alias("standing")
"""The passage that one was carried to."""
newer = versions.alias("newer")
"""The version that it was carried to."""
