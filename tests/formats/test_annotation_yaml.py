"""An annotation file becomes records, or is refused with all its faults and their places."""

from __future__ import annotations

import pytest

from claimsdb.errors.formats import AnnotationRefusedError
from claimsdb.formats.annotation_yaml import read_annotation
from claimsdb.records.annotations import (
    AboutNote,
    ActorNote,
    Annotation,
    AnnotatorNote,
    ArticleNote,
    ClaimNote,
    NameNote,
    RelationNote,
    SpeakerNote,
    StatementNote,
)
from claimsdb.records.place import Place
from claimsdb.records.texts import Metadata


def read(text: str) -> Annotation:
    return read_annotation(text.encode(), file="a.yaml")


def at(line: int, column: int) -> Place:
    return Place("a.yaml", line, column)


def faults(text: str) -> list[str]:
    with pytest.raises(AnnotationRefusedError) as caught:
        read(text)
    return caught.value.sentence.splitlines()


def claim(fields: str) -> ClaimNote:
    """The one claim of a file, whose further fields are given in flow form."""
    return read(f"claims: [{{claim: It closed., quote: closed, {fields}}}]").claims[0]


FULL = """\
claimsdb: 1
annotator: {name: spotter, kind: program, version: 1.10}
article:
  file: two  spaces.txt
  title: A   Shift
  outlet: NO
  published: 2017-02-15
  authors: [Leila  Haddad, Tom Reed]
  language: en
  url:
  media_type: text/markdown
actors:
  - name: Randa
      Kassis
    kind: person
    aliases: [Kassis, {name: رندة قسيس, language: ar, kind: full}]
    identifiers: {wikidata: Q1, isni: [1, 2, 1], viaf: null}
claims:
  - key: called
    claim: >
      Kassis called
      on Nazarbayev.
    kind: event
    when: 2015
    status: suggested
    about: [Randa Kassis, {object: Nazarbayev}]
    topics: [Peace  process  >  Astana]
    quote: |
      she  called
      upon
    before: In 2015,
    after: —a proposal
    occurrence: 2
    speakers: [Kassis, {unnamed: two  officials}]
    stance: denies
    quotation: reported
    said: 2017-02
    relations:
      - contradicts: other.claims.yaml#x
        rationale: |
          Not both.
"""


def test_every_field_reaches_its_record_with_its_place() -> None:
    assert read(FULL) == Annotation(
        place=at(1, 1),
        annotator=AnnotatorNote("spotter", "program", "1.10"),
        article=ArticleNote(
            Metadata("A Shift", "NO", "2017-02-15", ("Leila Haddad", "Tom Reed"), "en", None),
            file="two  spaces.txt",
            media_type="text/markdown",
            given=frozenset({"title", "outlet", "published", "authors", "language", "url"}),
            place=at(4, 3),
        ),
        actors=(
            ActorNote(
                "Randa Kassis",
                at(13, 5),
                "person",
                (NameNote("Kassis"), NameNote("رندة قسيس", "full", "ar")),
                (("wikidata", "Q1"), ("isni", "1"), ("isni", "2")),
            ),
        ),
        claims=(
            ClaimNote(
                "Kassis called on Nazarbayev.",
                at(19, 5),
                (
                    StatementNote(
                        "she  called\nupon\n",
                        at(28, 12),
                        "In 2015,",
                        "—a proposal",
                        2,
                        (SpeakerNote(at(34, 16), "Kassis"), SpeakerNote(at(34, 24), label="two officials")),
                        "denies",
                        "reported",
                        "2017-02",
                    ),
                ),
                "called",
                "event",
                "2015",
                "suggested",
                (
                    AboutNote("Randa Kassis", "subject", at(26, 13)),
                    AboutNote("Nazarbayev", "object", at(26, 27)),
                ),
                ("Peace process > Astana",),
                (RelationNote("contradicts", "other.claims.yaml#x", at(39, 22), "Not both."),),
            ),
        ),
    )


def test_a_claim_may_have_several_statements() -> None:
    note = read(
        "claims:\n"
        "  - claim: It closed.\n"
        "    statements:\n"
        "      - quote: was closed\n"
        "      - {quote: is closed, speakers: [Tom Reed], stance: questions}\n"
    ).claims[0]
    assert note.statements == (
        StatementNote("was closed", at(4, 16), quotation="none"),
        StatementNote(
            "is closed", at(5, 17), speakers=(SpeakerNote(at(5, 39), "Tom Reed"),), stance="questions"
        ),
    )


def test_without_speakers_nothing_is_quoted_and_with_them_the_form_is_unknown() -> None:
    assert claim("speakers: []").statements[0].quotation == "none"
    assert claim("speakers: [Reed]").statements[0].quotation is None
    assert claim("speakers: [Reed], quotation: direct").statements[0].quotation == "direct"


def test_an_empty_field_says_nothing() -> None:
    empty = "key: ,kind: ,when: ,status: ,about: ,topics: ,before: ,after: ,occurrence: ,speakers: ,stance: "
    assert claim(f"{empty},quotation: ,said: ,statements: ,relations: ") == claim("")
    assert read("claimsdb:\nannotator:\narticle:\nactors:\nclaims:\n") == read("{}")


def test_a_written_null_of_the_article_is_kept_apart_from_silence() -> None:
    article = read("article: {outlet: , title: T, authors: }").article
    assert article.given == {"outlet", "title", "authors"}
    assert article.metadata == Metadata(title="T")


def test_an_annotator_may_be_a_name_alone() -> None:
    assert read("annotator: Amina").annotator == AnnotatorNote("Amina", "person", None)
    assert read("annotator: {name: Amina, kind: }").annotator == AnnotatorNote("Amina", "person", None)


def test_a_name_with_a_role_takes_each_role() -> None:
    notes = claim("about: [A, {subject: B}, {object: C}, {other: D}]").about
    assert [(note.name, note.role) for note in notes] == [
        ("A", "subject"), ("B", "subject"), ("C", "object"), ("D", "other"),
    ]  # fmt: skip


def test_a_quote_keeps_its_white_space_and_a_sentence_does_not() -> None:
    note = read('claims: [{claim: " It \\n closed. ", quote: "  was\\t closed "}]').claims[0]
    assert note.claim == "It closed."
    assert note.statements[0].quote == "  was\t closed "


WRONG = """\
claimsdb: 2
article: {titel: T, language: the english, authors: Reed, published: Tuesday}
actors:
  - kind: persn
    identifiers: {"a b": c}
  - Reed
claims:
  - claim: a
    quote: "  "
    speeker: Reed
    stance: Denied
    occurrence: 0
    key: "a key"
    when: 2017-02-30
  - claim: [b]
    statements: []
  - claim: "c\\e[31m"
    about: [{subject: A, object: B}, {objct: x}, ~, {}]
  - claim: d
    quote: q
    statements: [{quote: r}]
  - claim: e
    stance: denies
    kind: Big
    statements: [{said: 15 May}]
    topics: [ok, "a > > b"]
    relations: [{contradicts: x, supports: y}, {rationale: z}, {contradict: x}, {same_as: a b}]
text: the wording
"""


FAULTS = """\
1:11: claimsdb: «2» is not format version 1; write «claimsdb: 1» or leave the line out
2:11: article: unknown key «titel»: did you mean «title»?
2:31: article.language: «the english» is not a language tag (BCP 47); write one like «en»
2:53: article.authors: «Reed» is text; write a list
2:70: article.published: 'Tuesday' is not a date in EDTF:
4:5: actors[0]: «name» is missing; add it
4:11: actors[0].kind: «persn» is none of «person», «organisation», «state», «group», «outlet»: did you
5:19: actors[0].identifiers: «a b» is not the name of a scheme; write Latin letters, digits
6:5: actors[1]: «Reed» is text; write a mapping
9:12: claims[0].quote: «  » is blank; write the wording as it stands in the article
10:5: claims[0]: unknown key «speeker»: did you mean «speakers»?
11:13: claims[0].stance: «Denied» is none of «asserts», «denies», «questions», «predicts», «demands»: did
12:17: claims[0].occurrence: «0» is no count of places from 1; write a whole number without quotation marks
13:10: claims[0].key: «a key» is not a key; write Latin letters, digits, «.», «_» and «-», without spaces
14:11: claims[0].when: '2017-02-30' is not a date in EDTF:
15:12: claims[1].claim: «["b"]» is a list; write text
16:17: claims[1].statements: «[]» holds no statement, and there is no claim without its passage; give one
17:5: claims[2]: no claim without its passage; write its «quote», or «statements» with one quote each
17:12: claims[2].claim: «c\\x1b[31m» holds a control character; take it out
18:13: claims[2].about[0]: «{"subject": "A", "object": "B"}» does not hold exactly one of «subject»
18:39: claims[2].about[1]: unknown key «objct»: did you mean «object»?
18:50: claims[2].about[2]: «null» is empty; write text or a mapping
18:53: claims[2].about[3]: «{}» does not hold exactly one of «subject», «object» and «other»; give each actor
21:17: claims[3].statements: «[{"quote": "r"}]» stands beside a «quote»; a claim takes one or the other
23:13: claims[4].stance: «denies» belongs to one statement; move it into the item of «statements»
24:11: claims[4].kind: «Big» is not a kind; write small Latin letters, digits and «_»
25:18: claims[4].statements[0]: «quote» is missing; add it
25:25: claims[4].statements[0].said: '15 May' is not a date in EDTF:
26:18: claims[4].topics[1]: «a > > b» has an empty level; write a label on both sides of each « > »
27:17: claims[4].relations[0]: «{"contradicts": "x", "supports": "y"}» does not hold exactly one of «supports»
27:48: claims[4].relations[1]: «{"rationale": "z"}» does not hold exactly one of «supports», «contradicts»
27:65: claims[4].relations[2]: unknown key «contradict»: did you mean «contradicts»?
27:91: claims[4].relations[3].same_as: «a b» does not name a claim; write its KEY, or FILE#KEY
28:1: text: the wording itself stands only in JSON Lines; keep it in a file beside this one
"""


def test_all_faults_are_told_at_once_in_the_order_of_the_file() -> None:
    for found, expected in zip(faults(WRONG), FAULTS.splitlines(), strict=True):
        assert found.startswith(f"a.yaml:{expected}")


def test_a_key_that_resembles_nothing_is_told_what_there_is() -> None:
    assert faults("annotator: {name: A, zzz: b}") == [
        "a.yaml:1:22: annotator: unknown key «zzz»; the keys here are «name», «kind», «version»"
    ]


def test_two_claims_with_one_key_name_both_places() -> None:
    claims = [f"- {{key: {key}, claim: c, quote: q}}\n" for key in ("k", "l", "k")]
    assert faults("claims:\n" + "".join(claims)) == [
        "a.yaml:4:9: claims[2].key: «k» is the key of two claims, first at a.yaml:2:9; rename one"
    ]


@pytest.mark.parametrize("target", ["k", "texts/a.yaml#k", "a.yaml#k"])
def test_a_claim_stands_in_no_relation_to_itself(target: str) -> None:
    text = f"claims: [{{key: k, claim: a, quote: a, relations: [{{refines: '{target}'}}]}}]"
    with pytest.raises(AnnotationRefusedError, match=f"refines: «{target}» is this claim itself"):
        read_annotation(text.encode(), file="texts/a.yaml")


def test_the_same_key_of_another_file_is_another_claim() -> None:
    assert claim("key: k, relations: [{same_as: b.yaml#k}]").relations[0].target == "b.yaml#k"


def test_a_value_that_yaml_refused_is_not_refused_twice() -> None:
    assert faults("actors: &a [{name: A}]\nclaims: [*a]\n") == [
        "a.yaml:1:9: the anchor «&a» is not allowed: write the value out",
        "a.yaml:2:10: the alias «*a» is not allowed: write the value out",
    ]


def test_an_identifier_scheme_may_be_called_like_a_number_field() -> None:
    actor = read("actors: [{name: A, identifiers: {occurrence: 7}}]").actors[0]
    assert actor.identifiers == (("occurrence", "7"),)


def test_a_file_that_is_no_record_is_told_what_to_write() -> None:
    assert faults("- claims") == ['a.yaml:1:1: the record: «["claims"]» is a list; write a mapping']
