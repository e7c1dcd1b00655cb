"""What is asked of the database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

LIKELY: Final = 80.0
"""How like the names of two actors must be to be proposed as one, 0 to 100: docs/names.md says why."""


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which statements are wanted; every field that is given narrows the answer.

    ``role`` tells how ``actor`` takes part: ``speaker``, ``about`` or ``any``. ``published``
    and ``when`` are EDTF dates or ranges ``FROM..TO``; a statement is in range when its date
    can be in it, or with ``certainly`` when it lies in it whatever day it is. ``search`` is words, as
    for ``search``. ``order`` is ``oldest`` first or ``newest`` first, by publication, then by place in
    the text; what is undated comes last in both. ``contested`` claims are asserted and denied or
    contradicted; of ``single_source`` claims no two independent lines of evidence are shown
    (docs/corroboration.md). ``speaker_role`` is words of a role, such as ``foreign minister``: somebody in
    the chain can have held it when the statement was made, or with ``certainly`` did.
    """

    actor: str | None = None
    role: str = "any"
    outlet: str | None = None
    topic: str | None = None
    kind: str | None = None
    stance: str | None = None
    status: str | None = None
    published: str | None = None
    when: str | None = None
    search: str | None = None
    order: str = "oldest"
    certainly: bool = False
    contested: bool = False
    single_source: bool = False
    speaker_role: str | None = None

    @property
    def weighs_evidence(self) -> bool:
        """Tell whether the evidence for claims must be weighed to answer."""
        return self.contested or self.single_source
