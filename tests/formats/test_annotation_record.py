from __future__ import annotations

import pytest

from claimsdb.errors.formats import AnnotationRefusedError
from claimsdb.formats.annotation_record import read_record


def test_a_record_is_read_as_a_file_would_be() -> None:
    annotation = read_record({"claims": [{"claim": "It  rains.", "quote": "rain"}]}, called="the claim")

    assert annotation.claims[0].claim == "It rains."
    assert annotation.claims[0].statements[0].quotation == "none"


def test_a_record_that_no_file_could_hold_is_refused_with_every_problem() -> None:
    with pytest.raises(AnnotationRefusedError) as refusal:
        read_record({"claims": [{"claim": "", "quote": "rain", "stance": "doubts"}]}, called="the claim")

    assert [str(problem.place) for problem in refusal.value.problems] == ["the claim", "the claim"]


def test_half_a_character_from_a_shell_is_refused() -> None:
    with pytest.raises(AnnotationRefusedError):
        read_record({"claims": [{"claim": "It \udce9 rains.", "quote": "rain"}]}, called="the claim")
