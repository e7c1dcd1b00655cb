"""Topics: labels of the code book, with every label above them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from claimsdb.models import Topic

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

LEVEL: Final = " > "


def topic_at(session: Session, path: str) -> Topic:
    """Return the topic at a path such as ``Peace process > Astana talks``, added with all above it if new."""
    levels = [level.strip() for level in path.split(">") if level.strip()]
    path = LEVEL.join(levels)
    topic = session.scalar(select(Topic).where(Topic.path == path))
    if topic is None:
        parent = topic_at(session, LEVEL.join(levels[:-1])) if levels[1:] else None
        topic = Topic(name=levels[-1], path=path, parent_id=parent.id if parent else None)
        session.add(topic)
        session.flush()
    return topic
