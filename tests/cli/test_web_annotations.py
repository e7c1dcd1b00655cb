"""Annotations of other programs come in: whoever made them, in whatever shape, all or nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from claimsdb.formats.named_information import ni_of
from tests.engines import run_sql

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.engines import Where

    Cli = Callable[..., tuple[int, str, str]]

TEXT: Final = "🙂 Rain fell, Ben said. The bridge is shut.\r\nRain fell again. الجسر مغلق 🚧 منذ عام."
STORED: Final = TEXT.replace("\r\n", "\n")
ADDRESS: Final = "https://example.org/news/a.html"
CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"


@pytest.fixture
def place(empty_place: Where) -> str:
    return str(empty_place)


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_bytes(TEXT.encode())
    return folder


def annotation(*selectors: dict[str, Any], **more: Any) -> dict[str, Any]:
    """An annotation as any annotator writes it."""
    return {
        "@context": CONTEXT,
        "id": "https://anno.example/1",
        "type": "Annotation",
        "body": {"type": "TextualBody", "value": "It rained.", "purpose": "commenting"},
        "target": {"source": ADDRESS, "selector": list(selectors)},
        **more,
    }


def quote(exact: str, prefix: str = "", suffix: str = "") -> dict[str, Any]:
    return {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}


def position(start: int, end: int) -> dict[str, Any]:
    return {"type": "TextPositionSelector", "start": start, "end": end}


def row(*selectors: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A row as the Hypothesis API gives it."""
    return {
        "id": "nN6n1oJyEe2",
        "created": "2026-01-02T03:04:05.678901+00:00",
        "updated": "2026-01-02T03:04:05.678901+00:00",
        "user": "acct:eve@hypothes.is",
        "uri": ADDRESS,
        "text": "It is shut.",
        "tags": ["Roads", "", "آمن"],
        "group": "abc",
        "permissions": {"read": ["group:abc"]},
        "document": {"title": ["A wet day"]},
        "links": {"html": "https://hypothes.is/a/nN6n1oJyEe2"},
        "target": [{"source": ADDRESS, "selector": [{"type": "RangeSelector"}, *selectors]}],
        **more,
    }


def put(folder: Path, value: object) -> Path:
    path = folder / "in.json"
    path.write_text(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
    return path


def rows(cli: Cli, place: str, *command: str) -> list[dict[str, Any]]:
    status, out, err = cli("--db", place, *command, "--format", "json")
    assert status == 0, err
    found: list[dict[str, Any]] = json.loads(out)
    return found


def taken(cli: Cli, place: str, form: str, path: Path, *more: object) -> list[dict[str, Any]]:
    status, _, err = cli("--db", place, "import", form, path, *more)
    assert status == 0, err
    return rows(cli, place, "claims")


def test_an_annotation_by_anybody_becomes_a_claim_with_its_passage(
    cli: Cli, place: str, texts: Path, tmp_path: Path
) -> None:
    bodies = [
        {
            "type": "TextualBody",
            "value": "It is <b>shut</b>.",
            "purpose": "describing",
            "format": "text/html",
        },
        {
            "type": "Choice",
            "items": [
                {"type": "TextualBody", "value": "Roads > Bridges", "purpose": "tagging"},
                {"type": "TextualBody", "value": "Straßen", "purpose": "tagging"},
            ],
        },
        {"type": "TextualBody", "value": "I like it."},
        "https://example.org/a-picture",
    ]
    creator = {"id": "https://people.example/eve", "type": "Person", "name": "Eve 🙂"}
    start = STORED.index("الجسر")
    one = annotation(position(start, start + 10), quote("الجسر مغلق"), body=bodies, creator=creator)
    (found,) = taken(cli, place, "web-annotation", put(tmp_path, one), "--texts", texts)
    assert (found["claim"], found["topics"]) == ("It is shut.", ["Roads > Bridges"])
    assert (found["quote"], found["start_char"], found["end_char"]) == ("الجسر مغلق", start, start + 10)
    (article,) = rows(cli, place, "articles")
    assert (article["url"], article["file"], article["statements"]) == (ADDRESS, "a.txt", 1)
    assert "Eve 🙂" in str(rows(cli, place, "claim", "show", str(found["claim_id"])))
    before = rows(cli, place, "claims")
    assert taken(cli, place, "web-annotation", tmp_path / "in.json") == before  # the article is there now


@pytest.mark.parametrize(
    "shape",
    [
        lambda each: each,
        lambda each: each[0],
        lambda each: "\n".join(map(json.dumps, each)),
        lambda each: {"type": "AnnotationPage", "items": each},
        lambda each: {"type": "AnnotationCollection", "total": 1, "first": {"id": "x:1", "items": each}},
        lambda each: {"@graph": each},
    ],
    ids=["a list", "one", "lines", "a page", "a collection", "a graph"],
)
def test_annotations_come_in_every_shape(
    cli: Cli, place: str, texts: Path, tmp_path: Path, shape: Callable[[list[Any]], object]
) -> None:
    path = put(tmp_path, shape([annotation(quote("The bridge is shut"))]))
    (found,) = taken(cli, place, "web-annotation", path, "--texts", texts)
    assert found["quote"] == "The bridge is shut"


@pytest.mark.parametrize(
    ("selectors", "start"),
    [
        ([quote("Rain fell", "🙂 ")], 2),
        ([quote("Rain fell", "", " again")], 43),
        ([position(43, 52), quote("Rain fell")], 43),
        ([position(2, 11)], 2),
        (
            [position(45, 54), quote("Rain fell")],
            43,
        ),  # counted in UTF-16, and with line ends of two characters
        ([position(3, 12), quote("Rain fell", "", ", Ben")], 2),
        ([position(43, 52), quote("Rain fell", "🙂 ", ", Ben")], 2),  # the words beside it say otherwise
        ([position(43, 52), quote("Rain fell", "nothing", "of it")], 43),  # and nowhere else do they
        ([position(999, 1000), quote("Rain fell", "shut.\r\n   ")], 43),
        ([quote("Rain fell", "A line that only the browser shows.\n\n🙂 ", ", Ben said. Th")], 2),
        ([{"type": "FragmentSelector", "value": "p1", "refinedBy": quote("Rain fell", "🙂 ")}], 2),
        (
            [{"type": "XPathSelector", "value": "/p", "refinedBy": position(0, 3)}, quote("Rain fell again")],
            43,
        ),
        ([quote("Ben said. “The"), quote("The bridge is\nshut")], 23),
    ],
)
def test_words_are_proven_where_they_are_said_to_be_or_looked_up(
    cli: Cli, place: str, texts: Path, selectors: list[dict[str, Any]], start: int
) -> None:
    path = put(texts.parent, annotation(*selectors))
    (found,) = taken(cli, place, "web-annotation", path, "--texts", texts)
    assert found["start_char"] == start


def test_targets_of_others_are_statements_of_their_own(
    cli: Cli, place: str, texts: Path, tmp_path: Path
) -> None:
    targets = [{"source": ADDRESS, "selector": quote(each)} for each in ("Ben said", "The bridge")]
    path = put(tmp_path, annotation(target={"type": "List", "items": targets}))
    found = taken(cli, place, "web-annotation", path, "--texts", texts)
    assert [each["quote"] for each in found] == ["Ben said", "The bridge"]
    assert len({each["claim_id"] for each in found}) == 1


def test_orphans_are_named_and_the_rest_is_kept_only_if_asked(
    cli: Cli, place: str, texts: Path, tmp_path: Path
) -> None:
    orphan = annotation(quote("The bridge is open"), id="https://anno.example/orphan")
    elsewhere = annotation(
        quote("Ben said"), id="x:elsewhere", target={"source": "x:nowhere", "selector": quote("B")}
    )
    path = put(tmp_path, [annotation(quote("Ben said")), orphan, elsewhere])
    status, _, err = cli("--db", place, "import", "web-annotation", path, "--texts", texts)
    assert status == 1
    text = " ".join(err.split())
    assert "https://anno.example/orphan" in text
    assert "The nearest passage" in text  # the nearest passage
    assert "x:nowhere" in text
    assert "Nothing was kept" in text
    assert cli("--db", place, "claims", "-f", "jsonl")[1] == ""
    status, _, err = cli("--db", place, "import", "web-annotation", path, "--texts", texts, "--keep-going")
    assert status == 1
    assert [each["quote"] for each in rows(cli, place, "claims")] == ["Ben said"]
    again = cli("--db", place, "import", "web-annotation", path, "--texts", texts, "--keep-going")
    assert "orphan" in again[2]
    assert len(rows(cli, place, "claims")) == 1


def test_a_position_alone_is_not_believed_of_another_text(
    cli: Cli, place: str, texts: Path, tmp_path: Path
) -> None:
    other = "ni:///sha-256;9PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PQ"
    state = {"type": "TimeState", "sourceDate": "2026-01-01T00:00:00Z", "cached": other}
    target = {"source": ADDRESS, "state": state, "selector": position(2, 11)}
    status, _, err = cli(
        "--db", place, "import", "web-annotation", put(tmp_path, annotation(target=target)), "--texts", texts
    )
    assert status == 1
    assert "SHA-256 differs" in " ".join(err.split())


def test_rows_of_hypothesis_count_in_utf_16(cli: Cli, place: str, texts: Path, tmp_path: Path) -> None:
    start = len(STORED[: STORED.index("مغلق")].encode("utf-16-le")) // 2
    answer = {"total": 1, "rows": [row(position(start, start + 7), quote("مغلق 🚧"))]}
    (found,) = taken(cli, place, "hypothesis", put(tmp_path, answer), "--texts", texts)
    assert (found["claim"], found["topics"]) == ("It is shut.", ["Roads", "آمن"])
    assert (found["quote"], found["start_char"]) == ("مغلق 🚧", STORED.index("مغلق"))
    assert found["title"] == "A wet day"
    assert "acct:eve@hypothes.is" in str(rows(cli, place, "claim", "show", str(found["claim_id"])))
    for shape in (answer["rows"], answer["rows"][0]):  # type: ignore[index]
        status, out, _ = cli("--db", place, "import", "hypothesis", put(tmp_path, shape), "-f", "jsonl")
        assert (status, json.loads(out)["outcome"]) == (0, "unchanged")


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"references": ["abc"]}, "it is a reply"),
        ({"target": [{"source": ADDRESS}]}, "a note on the whole page"),
        ({"text": ""}, "it only highlights"),
        ({"target": [{"source": ADDRESS, "selector": [{"type": "RangeSelector"}]}]}, "no TextQuoteSelector"),
        ({"uri": None}, "«uri» is missing"),
        ({"tags": ["", 1]}, "tags[1]: «1» is no text"),
        ({"document": 1}, "document: «1» is no object"),
        ({"claimsdb": {"stance": "sings"}}, "«sings»"),
        ({"claimsdb": {"creator": {"name": "Eve", "kind": "cat"}}}, "«cat»"),
    ],
)
def test_rows_that_are_no_claims_of_a_passage_are_refused_with_a_sentence(
    cli: Cli, place: str, texts: Path, more: dict[str, Any], sentence: str
) -> None:
    path = put(
        texts.parent, [row(quote("The bridge is shut")), row(quote("Ben said"), **{"id": "wrong", **more})]
    )
    status, _, err = cli("--db", place, "import", "hypothesis", path, "--texts", texts)
    assert status == 1
    text = " ".join(err.split())
    assert f"{path}:1: annotation «wrong»" in text
    assert sentence in text
    assert cli("--db", place, "claims", "-f", "jsonl")[1] == ""
    assert cli("--db", place, "import", "hypothesis", path, "--texts", texts, "--keep-going")[0] == 1
    assert len(rows(cli, place, "claims")) == 1


DEEP: Final = "[" * 1_000_000


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("", "no annotation in it"),
        ("[]", "no annotation in it"),
        ("not JSON", ":1: the file is not JSON"),
        ('[{"type": "Annotation"},\n{"type":', ":2: the file is not JSON"),
        ('{"a" 1}', ": must stand here"),
        ("[1, 2", "not the end of the file"),
        ("[1 2]", ", must stand here"),
        (DEEP, "nested too deep"),
        ('{"first":' * 100_000, "nested too deep"),
        ('{"items": [' * 100_000, "nested too deep"),
        (f'[{{"type": "Annotation", "body": {"[" * 50}1{"]" * 50}}}]', "nested more than 20 deep"),
        ("[1e999]", "cannot be read"),
        ("[NaN]", "cannot be read"),
        ('["x"]', "the record: «x» is no object"),
        ('{"type": "Annotation", "type": "Annotation"}', "the key «type» is given twice"),
        (
            '{"type": "AnnotationCollection", "first": "https://example.org/page1"}',
            "nothing is fetched: save that page",
        ),
        ('{"type": "AnnotationCollection", "first": 5}', "not «Annotation»"),
        ('{"type": "AnnotationCollection"}', "not «Annotation»"),
        (annotation(), "no selector is a TextQuoteSelector"),
        (annotation(target=ADDRESS), "on a whole document"),
        (annotation(target=[]), "«target» is missing"),
        (annotation(target=5), "on a whole document"),
        (annotation(target={"source": {"type": "Text"}, "selector": quote("Ben")}), "«id» is missing"),
        (annotation(target={"source": 5, "selector": quote("Ben")}), "target.source: «5» is no text"),
        (annotation(position(-1, 5)), "«-1» is no offset"),
        (annotation(position(5, 5)), "[5, 5) is no passage"),
        (annotation(position(10**30, 5)), "is no offset"),
        (annotation({"type": "TextPositionSelector", "start": True, "end": 5}), "«true» is no offset"),
        (annotation({"type": "TextPositionSelector", "start": "1", "end": 5}), "«1» is no offset"),
        (annotation({"type": "TextPositionSelector", "end": 5}), "«start» is missing"),
        (annotation(position(500, 600)), "no words at [500, 600)"),
        (annotation({"type": "TextQuoteSelector"}), "«exact» is missing"),
        (annotation(quote("Rain fell")), "stands 2 times"),
        (annotation(quote("  ")), "blank"),
        (annotation(quote("Ben"), body=[]), "no body says anything"),
        (annotation(quote("Ben"), body={"type": "TextualBody", "value": {}}), "is no text"),
        (annotation(quote("Ben"), creator={"name": 5}), "creator.name: «5» is no text"),
        (annotation(quote("Ben"), body={"value": "It is.\0"}), "control character"),
        (annotation(quote("Ben"), target={"source": "\ud800", "selector": quote("Ben")}), "surrogate"),
    ],
    ids=range(39),
)
def test_malformed_input_gets_a_sentence_and_changes_nothing(
    cli: Cli, place: str, texts: Path, written: Any, sentence: str
) -> None:
    path = texts.parent / "in.json"
    path.write_text(written if isinstance(written, str) else json.dumps(written))
    status, _, err = cli("--db", place, "import", "web-annotation", path, "--texts", texts)
    assert status == 1
    assert sentence in " ".join(err.split())
    assert "Traceback" not in err
    assert "itself failed" not in err
    assert cli("--db", place, "articles", "-f", "jsonl")[1] == ""


@pytest.mark.parametrize("raw", [b'["\xff"]', "[1]".encode("utf-16"), b"\x00\x01"])
def test_bytes_that_are_no_json_get_a_sentence(cli: Cli, place: str, tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "in.json"
    path.write_bytes(raw)
    status, _, err = cli("--db", place, "import", "hypothesis", path)
    assert status == 1
    assert "JSON" in err


def test_what_lies_in_the_way_of_an_export_is_left_alone(
    cli: Cli, seeded_place: Where, tmp_path: Path
) -> None:
    path = put(tmp_path, {"rows": []})
    for form in ("web-annotation", "hypothesis"):
        status, _, err = cli("--db", seeded_place, "export", form, path)
        assert status == 1
        assert "no export of claimsdb in this format" in " ".join(err.split())
    assert json.loads(path.read_text()) == {"rows": []}
    assert cli("--db", seeded_place, "export", "hypothesis", tmp_path / "out.json")[0] == 0
    before = (tmp_path / "out.json").read_bytes()
    assert cli("--db", seeded_place, "export", "hypothesis", tmp_path / "out.json")[0] == 0
    assert (tmp_path / "out.json").read_bytes() == before
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".claimsdb")] == []


def test_a_label_that_is_new_is_added_to_a_claim_that_is_not(
    cli: Cli, place: str, texts: Path, tmp_path: Path
) -> None:
    path = put(tmp_path, annotation(quote("Ben said")))
    taken(cli, place, "web-annotation", path, "--texts", texts)
    tagged = annotation(
        quote("Ben said"), body=[{"value": "It rained."}, {"value": "Wet", "purpose": "tagging"}]
    )
    (tmp_path / "more.json").write_text(json.dumps(tagged))
    (found,) = taken(cli, place, "web-annotation", tmp_path / "more.json")
    assert found["topics"] == ["Wet"]


@pytest.mark.parametrize("number", [1, 2])
def test_an_annotation_leaves_what_is_known_of_its_article(
    cli: Cli, place: str, tmp_path: Path, number: int
) -> None:
    for title, words in (("Old", "Rain fell."), ("New", "Now we hear it: Rain fell.")):
        (tmp_path / "page.html").write_text(
            f"<html><title>{title}</title><body><p>{words} And so on it went.</p></body></html>"
        )
        assert cli("--db", place, "load", tmp_path / "page.html")[0] == 0
    digest = run_sql(
        place if "://" in place else Path(place),
        f"SELECT text_sha256 FROM versions WHERE number = {number}",  # noqa: S608 (our own number)
    )
    state = {"type": "TimeState", "sourceDate": "2026-01-01T00:00:00Z", "cached": ni_of(digest[0][0])}
    target = {"source": "x:page", "state": state, "selector": quote("Rain fell")}
    (found,) = taken(cli, place, "web-annotation", put(tmp_path, annotation(target=target)))
    assert (found["title"], found["version"]) == ("Old", number)
