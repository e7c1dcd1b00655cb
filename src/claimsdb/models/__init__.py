"""The tables, one noun a file. Importing this room gathers them all in ``Base.metadata``."""

from sqlalchemy import Table

from claimsdb.models.actor import Actor, ActorIdentifier, ActorName
from claimsdb.models.actor_judgement import ActorEdit, ActorJudgement, ActorSplitPart
from claimsdb.models.actor_role import ActorRole
from claimsdb.models.annotation_file import AnnotationFile, ClaimKey
from claimsdb.models.annotator import Annotator
from claimsdb.models.article import Article, ArticleAuthor
from claimsdb.models.base import Base
from claimsdb.models.carrying import Carrying, CarryingCandidate, CarryingDecision
from claimsdb.models.claim import Claim, ClaimActor, ClaimTopic
from claimsdb.models.claim_review import ClaimReview, ClaimReviewEvidence
from claimsdb.models.listing import Listing
from claimsdb.models.mention import Mention, MentionMark
from claimsdb.models.outlet import Outlet
from claimsdb.models.passage import Passage
from claimsdb.models.relation import ClaimRelation
from claimsdb.models.standoff import Standoff
from claimsdb.models.statement import Attribution, Statement, StatementPassage
from claimsdb.models.topic import Topic
from claimsdb.models.version import Version
from claimsdb.models.version_fact import VersionFact

__all__ = [
    "Actor",
    "ActorEdit",
    "ActorIdentifier",
    "ActorJudgement",
    "ActorName",
    "ActorRole",
    "ActorSplitPart",
    "AnnotationFile",
    "Annotator",
    "Article",
    "ArticleAuthor",
    "Attribution",
    "Base",
    "Carrying",
    "CarryingCandidate",
    "CarryingDecision",
    "Claim",
    "ClaimActor",
    "ClaimKey",
    "ClaimRelation",
    "ClaimReview",
    "ClaimReviewEvidence",
    "ClaimTopic",
    "Listing",
    "Mention",
    "MentionMark",
    "Outlet",
    "Passage",
    "Standoff",
    "Statement",
    "StatementPassage",
    "Topic",
    "Version",
    "VersionFact",
    "stored_tables",
]


def stored_tables() -> list[Table]:
    """Return every table that is not derived from others, those that others point at first."""
    return [table for table in Base.metadata.sorted_tables if not table.info.get("derived")]
