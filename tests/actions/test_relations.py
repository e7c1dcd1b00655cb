from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from claimsdb.errors.actions import UnknownRelationTargetError

if TYPE_CHECKING:
    from claimsdb.records.loading import LoadOutcome
    from tests.actions.conftest import Desk


def write_story(desk: Desk, name: str, *relations: str, key: str | None = None) -> None:
    """Write a story with one claim, keyed by its name, and the relations of that claim."""
    desk.write(f"{name}.txt", f"The {name} fell.")
    listed = "".join(f"\n    - {each}" for each in relations)
    desk.write(
        f"{name}.claims.yaml",
        f"claimsdb: 1\nclaims:\n- key: {key or name}\n  claim: The {name} fell down.\n"
        f"  quote: fell\n  relations:{listed or ' []'}\n",
    )


def related(desk: Desk, name: str) -> list[tuple[str, bool, str, str | None]]:
    return [(row.kind, row.forward, row.claim, row.rationale) for row in desk.database.claim(name).relations]


def sentences(outcome: LoadOutcome) -> list[str]:
    return [str(problem).rpartition("/")[2] for problem in outcome.problems]


def test_a_relation_within_a_file_may_name_a_later_claim(desk: Desk) -> None:
    desk.annotate("""
        claims:
          - {key: a, claim: A., quote: Monday, relations: [{supports: b, rationale: because}]}
          - {key: b, claim: B., quote: Engineers}
    """)
    assert related(desk, "a") == [("supports", True, "B.", "because")]
    assert related(desk, "b") == [("supports", False, "A.", "because")]


@pytest.mark.parametrize("target", ["bridge.txt#bridge", "bridge.claims.yaml#bridge"])
def test_a_relation_names_another_file_by_its_text_or_annotation(desk: Desk, target: str) -> None:
    write_story(desk, "bridge")
    write_story(desk, "dam", f"{{contradicts: '{target}'}}")
    assert desk.load().count("added") == 2
    assert related(desk, "dam") == [("contradicts", True, "The bridge fell down.", None)]


def test_a_relation_waits_for_a_file_that_is_loaded_later(desk: Desk) -> None:
    write_story(desk, "bridge", "{supports: 'dam.txt#dam'}")
    write_story(desk, "dam")
    assert [(each.name, each.outcome) for each in desk.load().outcomes] == [
        ("dam.claims.yaml", "added"),
        ("bridge.claims.yaml", "added"),
    ]
    assert related(desk, "bridge") == [("supports", True, "The dam fell down.", None)]
    assert desk.load().count("unchanged") == 2


def test_two_files_may_relate_to_each_other(desk: Desk) -> None:
    write_story(desk, "bridge", "{supports: 'dam.txt#dam'}")
    write_story(desk, "dam", "{contradicts: 'bridge.txt#bridge'}")
    assert desk.load().count("added") == 2
    assert related(desk, "bridge") == [
        ("supports", True, "The dam fell down.", None),
        ("contradicts", False, "The dam fell down.", None),
    ]
    assert desk.load().count("unchanged") == 2


def test_files_that_are_loaded_together_share_their_outlet_annotator_and_address(desk: Desk) -> None:
    for name, other in (("bridge", "dam"), ("dam", "bridge")):
        write_story(desk, name, f"{{supports: '{other}.claims.yaml#{other}'}}")
        path = desk.folder / f"{name}.claims.yaml"
        head = "annotator: Ann\narticle: {outlet: Post, url: 'https://news.example/1', authors: [Eve]}\n"
        desk.write(path.name, path.read_text(encoding="utf-8").replace("claims:\n", head + "claims:\n", 1))
    assert [each.outcome for each in desk.load().outcomes] == ["added", "new version"]
    assert [desk.count(table) for table in ("articles", "outlets", "annotators")] == [1, 1, 1]
    assert desk.load().count("unchanged") == 2


def test_a_faulty_file_does_not_keep_those_that_relate_to_each_other_out(desk: Desk) -> None:
    write_story(desk, "bridge", "{supports: 'dam.txt#dam'}")
    write_story(desk, "dam", "{contradicts: 'bridge.txt#bridge'}")
    write_story(desk, "tower", "{supports: 'bridge.txt#bridge'}", "{supports: 'gone.txt#gone'}")
    outcomes = {each.name: each.outcome for each in desk.load().outcomes}
    assert outcomes == {
        "tower.claims.yaml": "refused",
        "bridge.claims.yaml": "added",
        "dam.claims.yaml": "added",
    }
    assert len(desk.database.articles()) == 2


def test_whoever_relates_to_a_refused_file_is_refused_with_it(desk: Desk) -> None:
    write_story(desk, "bridge", "{supports: 'dam.txt#dam'}")
    write_story(desk, "dam", "{supports: 'bridge.txt#bridge'}", "{supports: 'gone.txt#gone'}")
    first, second = desk.load().outcomes
    assert [first.name, second.name] == ["dam.claims.yaml", "bridge.claims.yaml"]
    assert sentences(first)[0].startswith("dam.claims.yaml:8:18: No claim has the key «gone.txt#gone».")
    assert sentences(second)[0].startswith("bridge.claims.yaml:7:18: No claim has the key «dam.txt#dam».")
    assert (desk.count("articles"), desk.count("actors")) == (0, 0)


def test_an_unknown_key_is_refused_with_its_place(desk: Desk) -> None:
    write_story(desk, "bridge", "{supports: nobody}")
    outcome = desk.load_one()
    assert outcome.outcome == "refused"
    assert [(each.place.line, each.place.column) for each in outcome.problems] == [(7, 18)]
    assert desk.count("claims") == 0


def test_a_claim_is_not_related_to_itself_by_another_key(desk: Desk) -> None:
    outcome = desk.annotate("""
        claims:
          - {key: a, claim: A., quote: Monday, relations: [{supports: b}]}
          - {key: b, claim: A., quote: Engineers}
    """)
    (problem,) = outcome.problems
    assert (problem.place.line, problem.place.column) == (3, 63)
    assert problem.sentence.startswith("The claim is related to itself: «b» is the same claim.")


def test_a_key_of_two_annotations_of_one_text_must_be_named_by_annotation(desk: Desk) -> None:
    desk.write("bridge.txt", "The bridge fell.")
    for name, sentence in (("ann", "It fell."), ("ben", "It stood.")):
        content = "claimsdb: 1\narticle: {file: bridge.txt}\n"
        desk.write(
            f"{name}.claims.yaml", content + f"claims: [{{key: k, claim: {sentence}, quote: bridge fell}}]"
        )
    write_story(desk, "dam", "{supports: 'bridge.txt#k'}")
    (refused,) = desk.load().refused
    assert refused.problems[0].sentence == (
        "The key «bridge.txt#k» names claims of 2 annotation files. "
        "Write FILE#KEY with the name of the annotation file that is meant."
    )
    write_story(desk, "dam", "{supports: 'ben.claims.yaml#k'}")
    desk.load()
    assert related(desk, "dam") == [("supports", True, "It stood.", None)]


def test_an_edited_rationale_changes_the_claim(desk: Desk) -> None:
    write_story(desk, "bridge")
    write_story(desk, "dam", "{supports: 'bridge.txt#bridge', rationale: old}")
    desk.load()
    write_story(desk, "dam", "{supports: 'bridge.txt#bridge', rationale: new}")
    assert desk.load_one("dam.txt").claims.changed == ("The dam fell down.",)
    assert related(desk, "dam") == [("supports", True, "The bridge fell down.", "new")]


def test_a_removed_relation_goes_only_when_it_is_pruned(desk: Desk) -> None:
    write_story(desk, "bridge")
    write_story(desk, "dam", "{supports: 'bridge.txt#bridge'}")
    desk.load()
    write_story(desk, "dam")
    outcome = desk.load_one("dam.txt")
    assert (outcome.outcome, bool(outcome.claims)) == ("updated", False)
    assert outcome.notes == (
        "no longer in the file, kept until --prune: «The dam fell down.» supports «The bridge fell down.»",
    )
    assert len(related(desk, "dam")) == 1
    assert desk.load_one("dam.txt", prune=True).claims.changed == ("The dam fell down.",)
    assert related(desk, "dam") == []
    assert desk.load_one("dam.txt", prune=True).outcome == "unchanged"


def test_a_relation_of_two_files_keeps_the_rationale_of_the_first(desk: Desk) -> None:
    write_story(desk, "bridge")
    write_story(desk, "dam", "{supports: 'bridge.txt#bridge', rationale: first}")
    desk.write("copy.txt", "The dam fell.")
    content = (desk.folder / "dam.claims.yaml").read_text(encoding="utf-8")
    desk.write("copy.claims.yaml", content.replace("first", "second"))
    desk.load("bridge.txt", "dam.txt", "copy.txt")
    assert related(desk, "dam.txt#dam") == [("supports", True, "The bridge fell down.", "first")]
    assert desk.load(prune=True).count("unchanged") == 3


def test_a_relation_to_a_claim_that_is_pruned_goes_with_it(desk: Desk) -> None:
    write_story(desk, "bridge")
    write_story(desk, "dam", "{supports: 'bridge.txt#bridge'}")
    desk.load()
    desk.write("bridge.claims.yaml", "claimsdb: 1\nclaims: []\n")
    desk.load_one("bridge.txt", prune=True)
    assert related(desk, "dam") == []


def test_a_claim_by_hand_may_be_related(desk: Desk) -> None:
    write_story(desk, "bridge")
    desk.load()
    desk.database.add_claim(
        "bridge.txt", claim="It is old.", quote="The bridge", relations=[{"supports": "bridge"}]
    )
    assert related(desk, "bridge") == [("supports", False, "It is old.", None)]
    with pytest.raises(UnknownRelationTargetError):
        desk.database.add_claim("bridge.txt", claim="No.", quote="fell", relations=[{"supports": "nobody"}])
    assert desk.count("claims") == 2


def judged(desk: Desk, name: str) -> list[tuple[str, str | None]]:
    return [(row.claim, row.annotator) for row in desk.database.claim(name).relations]


def test_a_relation_is_judged_by_the_annotator_of_the_file_or_by_its_own(desk: Desk) -> None:
    story = """
        annotator: Ann
        claims:
          - key: a
            claim: A.
            quote: Monday
            relations: [{supports: b}, {supports: c, annotator: {name: finder, kind: program, version: '2'}}]
          - {key: b, claim: B., quote: Engineers}
          - {key: c, claim: C., quote: The mayor}
    """
    desk.annotate(story)
    assert judged(desk, "a") == [("B.", "Ann"), ("C.", "finder")]
    assert desk.annotate(story.replace("annotator: Ann", "annotator: Zoe")).claims.changed == ()
    assert judged(desk, "a") == [("B.", "Ann"), ("C.", "finder")]
    assert desk.annotate(story.replace("supports: b", "supports: b, annotator: Ben")).claims.changed == (
        "A.",
    )
    assert judged(desk, "a") == [("B.", "Ben"), ("C.", "finder")]


def test_the_bulk_way_records_the_annotator_too(desk: Desk) -> None:
    record = {
        "text": "Ice broke. Ice froze.",
        "annotator": "Ann",
        "claims": [
            {"key": "a", "claim": "A.", "quote": "Ice broke", "relations": [{"supports": "b"}]},
            {"key": "b", "claim": "B.", "quote": "Ice froze"},
        ],
    }
    desk.write("ice.jsonl", json.dumps(record) + "\n")
    desk.load_one("ice.jsonl")
    assert judged(desk, "a") == [("B.", "Ann")]


@pytest.mark.parametrize("kind", ["same_as", "contradicts"])
def test_a_symmetrical_relation_written_both_ways_is_one(desk: Desk, kind: str) -> None:
    story = f"""
        claims:
          - {{key: a, claim: A., quote: Monday, relations: [{{{kind}: b, rationale: first}}]}}
          - {{key: b, claim: B., quote: Engineers, relations: [{{{kind}: a, rationale: second}}]}}
    """
    desk.annotate(story)
    assert related(desk, "a") == [(kind, True, "B.", "second")]
    assert desk.annotate(story, prune=True).outcome == "unchanged"
    one_way = story.replace(f", relations: [{{{kind}: b, rationale: first}}]", "")
    assert desk.annotate(one_way, prune=True).claims.changed == ()
    assert related(desk, "b") == [(kind, False, "A.", "second")]


def test_a_circle_of_relations_is_taken_in_and_told(desk: Desk) -> None:
    outcome = desk.annotate("""
        claims:
          - {key: a, claim: A., quote: Monday, relations: [{refines: b}]}
          - {key: b, claim: B., quote: Engineers, relations: [{refines: c}]}
          - {key: c, claim: C., quote: The mayor, relations: [{refines: a}]}
    """)
    (note,) = outcome.notes
    assert note == (
        "claims 3 → 1 → 2 → 3 now refine each other in a circle: if none is more exact than the others, "
        "they are same_as"
    )


def test_a_circle_through_several_files_is_told_too(desk: Desk) -> None:
    lines = (
        [("a", []), ("b", [{"supports": "a"}])],
        [("b", []), ("c", [{"supports": "b"}]), ("a", [{"supports": "c"}])],
    )
    for number, claims in enumerate(lines):
        record = {
            "text": f"Ice {number}.",
            "claims": [
                {"key": name, "claim": f"{name.upper()}.", "quote": "Ice", "relations": relations}
                for name, relations in claims
            ],
        }
        desk.write(f"{number}.jsonl", json.dumps(record) + "\n")
    assert desk.load_one("0.jsonl").notes == ()
    (note,) = desk.load_one("1.jsonl").notes
    assert (
        note
        == "claims 1 → 3 → 2 → 1 now support each other in a circle, which makes none of them more likely"
    )
    assert desk.load().count("unchanged") == 2
