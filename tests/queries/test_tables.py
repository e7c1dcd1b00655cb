from __future__ import annotations

from sqlalchemy import TableClause

from claimsdb.models import Base
from claimsdb.queries import tables


def test_the_stand_ins_name_what_the_models_have() -> None:
    stand_ins = {each.name: each for each in vars(tables).values() if isinstance(each, TableClause)}
    assert set(stand_ins) == set(Base.metadata.tables)
    for name, stand_in in stand_ins.items():
        assert set(stand_in.c.keys()) <= set(Base.metadata.tables[name].c.keys())


def test_the_names_in_python_are_those_of_the_tables() -> None:
    for name, stand_in in vars(tables).items():
        if isinstance(stand_in, TableClause):
            assert stand_in.name == name
