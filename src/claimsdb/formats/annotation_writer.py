"""The records of an annotation → ``NAME.claims.yaml`` or a line of JSON Lines, the way back of the readers.

What a reader takes for granted where nothing is written is not written. Each kind of note has its own
function, which returns the keys in the order in which people write them.
"""

from __future__ import annotations

import json
from dataclasses import fields
from typing import TYPE_CHECKING, Final

from claimsdb.formats.yaml_writer import Style, write_yaml
from claimsdb.records.texts import Metadata

if TYPE_CHECKING:
    from claimsdb.formats.marks import Plain
    from claimsdb.records.annotations import (
        AboutNote,
        ActorNote,
        Annotation,
        AnnotatorNote,
        ArticleNote,
        ClaimNote,
        EvidenceNote,
        JudgementNote,
        NameNote,
        RelationNote,
        ReviewNote,
        RoleNote,
        SpeakerNote,
        StatementNote,
        WordsNote,
    )

    Record = dict[str, Plain]

SCHEMA_FILE: Final = "claims-1.json"
"""The schema beside the files, which their first line names for editors."""

_HEAD: Final = f"# yaml-language-server: $schema={SCHEMA_FILE}\n"

_STYLE: Final = Style(
    blocks=frozenset({"article", "actors", "claims", "statements", "relations", "reviews", "roles"}),
    apart=frozenset({"claims"}),
    dates=frozenset({"published", "when", "said", "date", "from", "to"}),
)


def write_annotation(annotation: Annotation) -> bytes:
    """Return an annotation as a file in YAML; a wording that it carries is left out."""
    record = annotation_record(annotation)
    record.pop("text", None)
    return (_HEAD + write_yaml(record, _STYLE)).encode()


def write_line(annotation: Annotation) -> bytes:
    r"""Return an annotation with its wording as a line of JSON Lines, ``\n`` at its end."""
    line = json.dumps(annotation_record(annotation), ensure_ascii=False, separators=(",", ":"))
    return line.encode() + b"\n"


def annotation_record(annotation: Annotation) -> Record:
    """Return an annotation as plain data, held to the published schema."""
    return {
        "claimsdb": 1,
        **_known(text=annotation.text),
        **({"annotator": _annotator(annotation.annotator)} if annotation.annotator else {}),
        **_known(article=_article(annotation.article)),
        **_known(actors=[_actor(each) for each in annotation.actors]),
        **_known(claims=[_claim(each) for each in annotation.claims]),
    }


def _known(**values: Plain) -> Record:
    """Return what says something, in its order."""
    return {name: value for name, value in values.items() if value not in (None, [], {})}


def _annotator(note: AnnotatorNote) -> Plain:
    if note.kind == "person" and note.version is None:
        return note.name
    return _known(name=note.name, kind=note.kind, version=note.version)


def _article(note: ArticleNote) -> Record:
    given: Record = {}
    for field in fields(Metadata):
        if field.name in note.given:
            value = getattr(note.metadata, field.name)
            given[field.name] = list(value) if isinstance(value, tuple) else value
    return {
        **_known(file=note.file, version_of=note.version_of),
        **given,
        **_known(media_type=note.media_type),
    }


def _actor(note: ActorNote) -> Record:
    return _known(
        name=note.name,
        kind=note.kind,
        aliases=[_alias(each) for each in note.aliases],
        identifiers=_identifiers(note.identifiers),
        roles=[_role(each) for each in note.roles],
        same_as=[_judgement(each) for each in note.same_as],
        distinct_from=[_judgement(each) for each in note.distinct_from],
    )


def _role(note: RoleNote) -> Record:
    named: Record = {"title": note.title, "of": note.organisation, "from": note.since, "to": note.until}
    return {**_known(**named), **({} if note.quote is None else _quote(note.quote))}


def _judgement(note: JudgementNote) -> Record:
    return {"name": note.name, "why": note.why}


def _alias(note: NameNote) -> Plain:
    if note.kind == "alias" and note.language is None:
        return note.name
    return _known(name=note.name, language=note.language, kind=None if note.kind == "alias" else note.kind)


def _identifiers(pairs: tuple[tuple[str, str], ...]) -> Record:
    by_scheme: dict[str, list[Plain]] = {}
    for scheme, value in pairs:
        by_scheme.setdefault(scheme, []).append(value)
    return {scheme: values[0] if len(values) == 1 else values for scheme, values in by_scheme.items()}


def _claim(note: ClaimNote) -> Record:
    alone = len(note.statements) == 1
    return {
        **_known(
            key=note.key,
            claim=note.claim,
            kind=note.kind,
            when=note.when,
            status=None if note.status == "accepted" else note.status,
            about=[_about(each) for each in note.about],
            topics=list(note.topics),
        ),
        **(_statement(note.statements[0]) if alone else {}),
        **_known(
            statements=[] if alone else [_statement(each) for each in note.statements],
            relations=[_relation(each) for each in note.relations],
            reviews=[_review(each) for each in note.reviews],
        ),
    }


def _statement(note: StatementNote) -> Record:
    usual = note.speakers[0].quotation if note.speakers else "none"
    return {
        **_quote(note),
        **_known(
            speakers=[_speaker(each) for each in note.speakers],
            stance=None if note.stance == "asserts" else note.stance,
            quotation=None if note.quotation == usual else note.quotation,
            said=note.said,
        ),
    }


def _quote(note: StatementNote | WordsNote | EvidenceNote) -> Record:
    return _known(quote=note.quote, before=note.before, after=note.after, occurrence=note.occurrence)


def _speaker(note: SpeakerNote) -> Plain:
    if note.name is not None and note.is_plain:
        return note.name
    return _known(
        name=note.name,
        unnamed=note.label,
        source=_words(note.source),
        cue=_words(note.cue),
        quotation=note.quotation,
    )


def _words(note: WordsNote | None) -> Plain:
    if note is None:
        return None
    record = _quote(note)
    return note.quote if len(record) == 1 else record


def _about(note: AboutNote) -> Plain:
    return note.name if note.role == "subject" else {note.role: note.name}


def _relation(note: RelationNote) -> Record:
    return _known(**{note.kind: note.target}, rationale=note.rationale, annotator=_signed(note.annotator))


def _signed(note: AnnotatorNote | None) -> Plain:
    return None if note is None else _annotator(note)


def _review(note: ReviewNote) -> Record:
    return _known(
        rating=note.rating,
        value=_number(note.value),
        worst=_number(note.worst),
        best=_number(note.best),
        reviewer=None if note.reviewer is None else note.reviewer.name,
        date=note.date,
        rationale=note.rationale,
        url=note.url,
        annotator=_signed(note.annotator),
        evidence=[_evidence(each) for each in note.evidence],
    )


def _evidence(note: EvidenceNote) -> Record:
    return {**_quote(note), **_known(url=note.url, claim=note.claim, note=note.note)}


def _number(number: float | None) -> Plain:
    return int(number) if number is not None and number.is_integer() else number
