"""Reviews of claims come in as publishers put them out, and none without its claim's passage."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.engines import Where

    Cli = Callable[..., tuple[int, str, str]]

TEXT: Final = "🙂 The mayor spoke. The bridge is shut, he said.\r\nالجسر مغلق 🚧 منذ عام. It rained."
ADDRESS: Final = "https://news.example/2020/a.html"
CLAIM: Final = "The bridge is shut"


@pytest.fixture
def place(empty_place: Where) -> str:
    return str(empty_place)


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts of others"
    folder.mkdir()
    (folder / "a.txt").write_bytes(TEXT.encode())
    return folder


def review(**more: Any) -> dict[str, Any]:
    """A review as many publishers write it."""
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": "https://check.example/1",
        "claimReviewed": CLAIM,
        "datePublished": "2020-05-02T10:00:00+0200",
        "author": {"@type": "Organization", "name": "Checkers", "url": "https://check.example"},
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": "1",
            "bestRating": "5",
            "worstRating": "1",
            "alternateName": "False",
        },
        "itemReviewed": {
            "@type": "Claim",
            "author": {"@type": "Person", "name": "A. Mayor", "sameAs": "https://mayor.example"},
            "datePublished": "2020-05-01",
            "appearance": {"@type": "NewsArticle", "url": ADDRESS, "headline": "A bridge"},
        },
        **more,
    }


def put(folder: Path, value: object, name: str = "in.json") -> Path:
    path = folder / name
    written = value if isinstance(value, (str, bytes)) else json.dumps(value, ensure_ascii=False)
    path.write_bytes(written if isinstance(written, bytes) else written.encode())
    return path


def taken(cli: Cli, place: str, path: Path, *more: object) -> None:
    status, _, err = cli("--db", place, "import", "claimreview", path, *more)
    assert status == 0, err


def rows(cli: Cli, place: str, *command: str) -> list[dict[str, Any]]:
    status, out, err = cli("--db", place, *command, "--format", "json")
    assert status == 0, err
    found: list[dict[str, Any]] = json.loads(out)
    return found


def refused(cli: Cli, place: str, path: Path, *more: object) -> str:
    before = [rows(cli, place, *each) for each in (("claims",), ("claim", "reviews"), ("articles",))]
    status, out, err = cli("--db", place, "import", "claimreview", path, *more)
    assert status == 1, (out, err)
    assert "failed" not in err
    assert before == [rows(cli, place, *each) for each in (("claims",), ("claim", "reviews"), ("articles",))]
    return err


def test_a_claim_that_stands_in_the_article_it_appears_in_comes_with_its_review(
    cli: Cli, place: str, texts: Path, tmp_path: Path
) -> None:
    taken(cli, place, put(tmp_path, review()), "--texts", texts)

    (claim,) = rows(cli, place, "claims")
    assert (claim["claim"], claim["quote"], claim["speakers"]) == (CLAIM, CLAIM, ["A. Mayor"])
    assert claim["start_char"] == TEXT.replace("\r\n", "\n").index(CLAIM)
    assert claim["title"] == "A bridge"
    (found,) = rows(cli, place, "claim", "reviews")
    said = {"rating": "False", "value": 1.0, "worst": 1.0, "best": 5.0, "date": "2020-05-02"}
    assert said.items() <= found.items()
    assert (found["reviewer"], found["url"]) == ("Checkers", "https://check.example/1")


def test_the_same_again_changes_nothing_and_an_edited_one_is_changed(
    cli: Cli, place: str, texts: Path, tmp_path: Path
) -> None:
    path = put(tmp_path, review())
    taken(cli, place, path, "--texts", texts)
    before = rows(cli, place, "claim", "reviews")
    taken(cli, place, path)
    assert rows(cli, place, "claim", "reviews") == before

    taken(cli, place, put(tmp_path, review(reviewRating={"alternateName": "True after all"})))

    (edited,) = rows(cli, place, "claim", "reviews")
    assert (edited["rating"], edited["value"]) == ("True after all", None)
    assert edited["review_id"] == before[0]["review_id"]


def test_a_claim_of_the_database_gets_the_review_whatever_it_appears_in(
    cli: Cli, place: str, texts: Path, tmp_path: Path
) -> None:
    cli("--db", place, "load", texts)
    by_hand = ("--quote", "الجسر مغلق 🚧", "--speaker", "Ben")
    assert cli("--db", place, "claim", "add", "a.txt", "--claim", CLAIM, *by_hand)[0] == 0

    taken(
        cli,
        place,
        put(tmp_path, review(itemReviewed={"@type": "Claim", "appearance": ["https://x.example"]})),
    )

    assert len(rows(cli, place, "claims")) == 1
    assert [each["claim"] for each in rows(cli, place, "claim", "reviews")] == [CLAIM]


def test_a_claim_without_its_passage_is_refused_and_told_what_is_missing(
    cli: Cli, place: str, tmp_path: Path
) -> None:
    told = refused(cli, place, put(tmp_path, review()))
    assert f"in.json:1: annotation «https://check.example/1»: The claim «{CLAIM}» is not in the" in told
    assert f"({ADDRESS})" in told
    assert "--texts" in told
    told = refused(cli, place, put(tmp_path, review(itemReviewed="A mayor")))
    assert "it names no appearance" in told
    alone = {"@type": "Claim", "text": "It snowed.", "appearance": {"url": ADDRESS, "text": "It rained"}}
    assert "«It snowed.» is not in the database" in refused(cli, place, put(tmp_path, alone))


def test_a_quoted_passage_that_does_not_stand_there_is_refused(
    cli: Cli, place: str, texts: Path, tmp_path: Path
) -> None:
    appearance = {"url": ADDRESS, "text": "The bridge is open"}
    path = put(tmp_path, review(itemReviewed={"@type": "Claim", "appearance": appearance}))
    told = refused(cli, place, path, "--texts", texts)
    assert "The bridge is open" in told
    assert "does not stand" in told


def test_what_holds_is_kept_with_keep_going_and_nothing_with_dry_run(
    cli: Cli, place: str, texts: Path, tmp_path: Path
) -> None:
    path = put(tmp_path, [review(), review(url="https://check.example/2", claimReviewed="It snowed.")])
    refused(cli, place, path, "--texts", texts)
    refused(cli, place, path, "--texts", texts, "--keep-going", "--dry-run")

    assert cli("--db", place, "import", "claimreview", path, "--texts", texts, "--keep-going")[0] == 1

    assert [each["url"] for each in rows(cli, place, "claim", "reviews")] == ["https://check.example/1"]


@pytest.mark.parametrize(
    "shape",
    [
        lambda one: one,
        lambda one: [one],
        lambda one: {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "x"}, one]},
        lambda one: {
            "@type": "DataFeed",
            "dataFeedElement": [{"@type": "DataFeedItem", "item": [one]}, None],
        },
        lambda one: {"@type": "WebPage", "mainEntity": {"@type": "Article", "review": [one]}},
        lambda one: {**one, "@type": ["Review", "http://schema.org/ClaimReview"]},
        lambda one: f"{json.dumps(one)}\n\n{json.dumps({'@type': 'Person', 'name': 'x'})}\n",
        lambda one: "\ufeff" + json.dumps(one, indent=1),
    ],
)
def test_every_shape_in_which_publishers_put_them_out(
    cli: Cli, place: str, texts: Path, tmp_path: Path, shape: Callable[[Any], Any]
) -> None:
    taken(cli, place, put(tmp_path, shape(review())), "--texts", texts)
    assert len(rows(cli, place, "claim", "reviews")) == 1


def test_an_answer_of_the_fact_check_tools_api(cli: Cli, place: str, texts: Path, tmp_path: Path) -> None:
    cli("--db", place, "load", texts)
    by_hand = ("a.txt", "--claim", CLAIM, "--quote", "The bridge is shut")
    assert cli("--db", place, "claim", "add", *by_hand)[0] == 0
    answer = {
        "claims": [
            {
                "text": CLAIM,
                "claimant": "A. Mayor",
                "claimDate": "2020-05-01T00:00:00Z",
                "claimReview": [
                    {
                        "publisher": {"name": "Checkers", "site": "check.example"},
                        "url": "https://check.example/1",
                        "title": "Is it?",
                        "reviewDate": "2020-05-02T10:00:00Z",
                        "textualRating": "Falso",
                        "languageCode": "es",
                    }
                ],
            }
        ],
        "nextPageToken": "abc",
    }
    taken(cli, place, put(tmp_path, answer))
    (found,) = rows(cli, place, "claim", "reviews")
    assert (found["rating"], found["reviewer"]) == ("Falso", "Checkers")
    assert found["date"] == "2020-05-02T10:00:00Z"


def test_a_page_that_quotes_the_claim_is_the_text_it_stands_in(cli: Cli, place: str, tmp_path: Path) -> None:
    data = {
        "@graph": [
            {"@type": "Organization", "@id": "#us", "name": "Checkers &amp; Co"},
            review(author={"@id": "#us"}, url=None, claimReviewed="The bridge is &quot;shut&quot;"),
        ]
    }
    page = (
        '<!doctype html>\n<html lang="en"><head><title>Is it shut?</title>'
        '<link rel="canonical" href="https://check.example/page">'
        '<script type="application/ld+json">not json</script>'
        f'<script type="application/ld+json">/*<![CDATA[*/ {json.dumps(data)} /*]]>*/</script></head>'
        "<body><p>He said: The bridge is “shut”.</p><p>The bridge is “shut”?</p></body></html>"
    )

    taken(cli, place, put(tmp_path, page, "page of ours.html"))

    (claim,) = rows(cli, place, "claims")
    assert (claim["quote"], claim["file"]) == ("The bridge is “shut”", "page of ours.html")
    (found,) = rows(cli, place, "claim", "reviews")
    assert (found["reviewer"], found["url"]) == ("Checkers & Co", "https://check.example/page")


def test_a_graph_that_refers_to_itself_gives_each_review_once(cli: Cli, place: str, tmp_path: Path) -> None:
    graph = [
        review(**{"@id": "#review", "author": {"@id": "#us"}, "itemReviewed": {"@id": "#claim"}}),
        {"@type": "WebPage", "@id": "#page", "mainEntity": {"@id": "#review"}, "author": {"@id": "#page"}},
        {"@type": "Organization", "@id": "#us", "name": "Us", "author": [{"@id": "#us"}, {"@id": "#us"}]},
        {"@type": "Claim", "@id": "#claim", "text": CLAIM, "author": {"@id": "#us"}},
    ]
    script = f'<script type="application/ld+json">{json.dumps({"@graph": graph})}</script>'

    taken(cli, place, put(tmp_path, f"<p>{CLAIM}, he said.</p>{script}", "page.html"))

    assert [each["reviewer"] for each in rows(cli, place, "claim", "reviews")] == ["Us"]
    assert [each["speakers"] for each in rows(cli, place, "claims")] == [["Us"]]


def test_a_page_nested_without_end_is_refused(cli: Cli, place: str, tmp_path: Path) -> None:
    deep = '{"a":' * 900 + "1" + "}" * 900
    scripts = (f'<script type="application/ld+json">{each}</script>' for each in ("[" * DEEP, deep))
    told = refused_whole(cli, place, put(tmp_path, f"<p>x</p>{''.join(scripts)}", "page.html"))
    assert "nested more than 20 deep" in told


def test_a_page_without_a_review_is_told_so(cli: Cli, place: str, tmp_path: Path) -> None:
    told = refused_whole(cli, place, put(tmp_path, "<p>It rained.</p>", "page.html"))
    assert "there is no ClaimReview or Claim in it" in told


def test_ratings_in_every_form(cli: Cli, place: str, texts: Path, tmp_path: Path) -> None:
    forms: list[tuple[Any, tuple[Any, ...]]] = [
        ("Half true", ("Half true", None, None, None)),
        ({"ratingValue": "Pants on fire"}, ("Pants on fire", None, None, None)),
        ({"ratingValue": "2,5", "worstRating": 1, "bestRating": "5"}, ("2,5", 2.5, 1.0, 5.0)),
        (
            {"ratingValue": -1, "worstRating": -1, "bestRating": -1, "name": "Unrated"},
            ("Unrated", *[None] * 3),
        ),
        ({"ratingValue": 7, "bestRating": 5, "alternateName": ["Wrong"]}, ("Wrong", None, None, None)),
        ([{"ratingValue": 3}], ("3", 3.0, None, None)),
        ({"ratingValue": 1e300, "bestRating": [5]}, ("1e+300", None, None, None)),
    ]
    listed = [
        review(url=f"https://check.example/{place}", reviewRating=form)
        for place, (form, _said) in enumerate(forms)
    ]
    status, _, err = cli("--db", place, "import", "claimreview", put(tmp_path, listed), "--texts", texts)
    assert status == 0, err
    found = rows(cli, place, "claim", "reviews")
    kept = [(each["rating"], each["value"], each["worst"], each["best"]) for each in found]
    assert kept == [said for _form, said in forms]
    assert "Not kept: 3 numbers of ratings that are on no scale." in err


def test_parts_that_are_missing_are_unknown_and_what_has_no_place_is_counted(
    cli: Cli, place: str, texts: Path, tmp_path: Path
) -> None:
    item = {"@type": "CreativeWork", "url": ADDRESS, "author": [{"name": "A. Mayor"}, "B. Mayor"]}
    sparse = {
        "@type": "ClaimReview",
        "claimReviewed": f"  {CLAIM}\n",
        "reviewRating": {"alternateName": "False", "ratingValue": None},
        "author": [{"@type": "Person", "name": None}, "Ann Lee", {"name": "Ben"}],
        "datePublished": "one day",
        "url": "not an address",
        "itemReviewed": item,
        "citation": ["a book", "https://e.example/1", {"@type": "WebPage", "url": "https://e.example/2"}],
    }
    status, _, err = cli("--db", place, "import", "claimreview", put(tmp_path, sparse), "--texts", texts)
    assert status == 0, err
    (found,) = rows(cli, place, "claim", "reviews")
    assert (found["reviewer"], found["date"], found["url"]) == ("Ann Lee", None, None)
    assert [each["url"] for each in found["evidence"]] == ["https://e.example/1", "https://e.example/2"]
    for lost in ("1 further authors of a review", "1 further authors of a claim", "1 dates of reviews"):
        assert f"Not kept: {lost}" in err
    assert "Not kept: 1 citations without an address" in err
    assert "Not kept: 1 addresses that are none" in err


def test_a_sentence_of_several_dates_is_no_guess(cli: Cli, place: str, texts: Path, tmp_path: Path) -> None:
    cli("--db", place, "load", texts)
    for when in ("2019", "2020"):
        by_hand = ("a.txt", "--claim", CLAIM, "--quote", "It rained", "--when", when)
        assert cli("--db", place, "claim", "add", *by_hand)[0] == 0
    told = refused(cli, place, put(tmp_path, review(itemReviewed=None)))
    assert "is claimed of several dates (2019, 2020)" in told

    item = {"@type": "Claim", "claimsdb:when": "2020", "claimsdb:status": "accepted"}
    taken(cli, place, put(tmp_path, review(itemReviewed=item)))
    assert len(rows(cli, place, "claim", "reviews")) == 1


DEEP: Final = 1_000_000


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "there is no ClaimReview or Claim in it"),
        ("[]", "there is no ClaimReview or Claim in it"),
        ("[1, null, true, {}]", "there is no ClaimReview or Claim in it"),
        ('{"@type": "ClaimReview"', "is not JSON from here on"),
        ("[" * DEEP, "is not JSON from here on"),
        ('{"@type": "ClaimReview", "x": ' + "[" * 50 + "]" * 50 + "}", "nested more than 20 deep"),
        (b'{"@type": "ClaimReview", "x": "\xff"}', "is not UTF-8"),
        ('{"@type": "ClaimReview"}', "no claim is named: write it as «claimReviewed»"),
        ('{"@type": "Claim"}', "no claim is named: write it as «text»"),
        ('{"@type": "ClaimReview", "claimReviewed": "It rained."}', "it gives no verdict"),
        ('{"@type": "ClaimReview", "claimReviewed": "\\ud800"}', "half of a surrogate pair"),
        ('{"@type": "ClaimReview", "claimReviewed": {"x": 1}, "reviewRating": "x"}', "no claim is named"),
        ('{"@type": "ClaimReview", "claimReviewed": "a", "claimReviewed": "b"}', "is given twice"),
    ],
)
def test_what_is_malformed_gets_a_sentence(
    cli: Cli, place: str, tmp_path: Path, content: str | bytes, told: str
) -> None:
    assert told in refused_whole(cli, place, put(tmp_path, content))


@pytest.mark.parametrize(
    "wrong_and_told",
    [
        ({"claimsdb:start": -1}, "is no offset"),
        ({"claimsdb:start": "x"}, "is no offset"),
        ({"claimsdb:end": None}, "«claimsdb:end» is missing"),
        ({"claimsdb:start": 10**20}, "is no offset"),
    ],
)
def test_offsets_that_are_none_are_refused(
    cli: Cli, place: str, texts: Path, tmp_path: Path, wrong_and_told: tuple[dict[str, Any], str]
) -> None:
    wrong, told = wrong_and_told
    passage = {"claimsdb:exact": CLAIM, "claimsdb:start": 20, "claimsdb:end": 38, **wrong}
    quotation = {"@type": "Quotation", "text": CLAIM, "claimsdb:passages": [passage]}
    item = {"@type": "Claim", "appearance": {"url": ADDRESS, "hasPart": quotation}}
    assert told in refused_whole(cli, place, put(tmp_path, review(itemReviewed=item)), "--texts", texts)


def test_a_stance_that_is_none_and_evidence_that_is_nowhere_are_refused(
    cli: Cli, place: str, texts: Path, tmp_path: Path
) -> None:
    quotation = {"text": CLAIM, "claimsdb:stance": "shouts"}
    item = {"@type": "Claim", "appearance": {"url": ADDRESS, "hasPart": quotation}}
    told = refused(cli, place, put(tmp_path, review(itemReviewed=item)), "--texts", texts)
    assert "shouts" in told
    gone = {"@type": "Quotation", "text": "No", "isPartOf": "https://gone.example"}
    told = refused(cli, place, put(tmp_path, review(citation=gone)), "--texts", texts)
    assert "No article is at https://gone.example" in told
    other = {"@type": "Claim", "text": "It snowed."}
    told = refused(cli, place, put(tmp_path, review(citation=other)), "--texts", texts)
    assert "The claim «It snowed.», on which the review rests, is not in the database" in told
    itself = {"@type": "Claim", "text": CLAIM}
    told = refused(cli, place, put(tmp_path, review(citation=itself)), "--texts", texts)
    assert "is the claim itself" in told


def test_a_file_that_is_not_there_or_a_folder_is_told(cli: Cli, place: str, tmp_path: Path) -> None:
    assert "no such file" in refused_whole(cli, place, tmp_path / "none.json")
    assert str(tmp_path) in refused_whole(cli, place, tmp_path)


def test_another_file_is_not_overwritten(cli: Cli, place: str, tmp_path: Path) -> None:
    path = put(tmp_path, "mine")
    status, _, err = cli("--db", place, "export", "claimreview", path)
    assert (status, path.read_text()) == (1, "mine")
    assert str(path) in err
    assert cli("--db", place, "export", "claimreview", tmp_path / "new.jsonld")[0] == 0
    status, out, _ = cli("--db", place, "export", "claimreview", tmp_path / "new.jsonld")
    assert (status, [line.split() for line in out.splitlines()][-2:]) == (
        0,
        [["reviews", "0"], ["claims", "0"]],
    )


def refused_whole(cli: Cli, place: str, path: Path, *more: object) -> str:
    status, _, err = cli("--db", place, "import", "claimreview", path, *more)
    assert status == 1, err
    assert "failed" not in err
    assert rows(cli, place, "articles") == []
    return err
