"""The tables of a database of Discourse Network Analyzer, and what is asked of them.

They are those that DNA makes in an SQLite file (`Sql.java` of DNA 3, `SqlConnection.java` of DNA 2). The two
differ in where they keep what a short text says (in the row, or in ENTITIES), in the attributes of such
texts, and in dates (milliseconds, or seconds, from 1970).
"""

from __future__ import annotations

from typing import Final

TABLES: Final = """
    SELECT upper(name), name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'create virtual %'
"""
"""Views are none of DNA's, and could go on for ever."""
NAMES: Final = "SELECT upper(name) FROM pragma_table_info(?)"
COLUMNS: Final = {
    "DOCUMENTS": "ID Title Text Author Source Section Notes Type Date",
    "STATEMENTTYPES": "ID Label",
    "VARIABLES": "ID Variable StatementTypeId",
    "STATEMENTS": "ID StatementTypeId DocumentId Start Stop Coder",
    "CODERS": "ID Name",
    "DATABOOLEAN": "StatementId VariableId Value",
    "DATAINTEGER": "StatementId VariableId Value",
    "DATALONGTEXT": "StatementId VariableId Value",
}
SHORT_2: Final = {
    "DATASHORTTEXT": "StatementId VariableId Value",
    "ATTRIBUTES": "VariableId Value Type Alias Notes",
}
SHORT_3: Final = {
    "DATASHORTTEXT": "StatementId VariableId Entity",
    "ENTITIES": "ID VariableId Value",
    "ATTRIBUTEVARIABLES": "ID AttributeVariable",
    "ATTRIBUTEVALUES": "EntityId AttributeVariableId AttributeValue",
}
DOCUMENTS: Final = "SELECT ID FROM DOCUMENTS ORDER BY ID"
DOCUMENT: Final = "SELECT Text, Title, Author, Source, Notes, Date FROM DOCUMENTS WHERE ID = ? LIMIT 1"
STATEMENTS: Final = """
    SELECT D.ID, S.ID, S.StatementTypeId, S.Start, S.Stop, S.Coder
    FROM DOCUMENTS D JOIN STATEMENTS S ON S.DocumentId = D.ID ORDER BY D.ID, S.ID
"""
STRAYS: Final = """
    SELECT ID, DocumentId FROM STATEMENTS S
    WHERE NOT EXISTS (SELECT 1 FROM DOCUMENTS D WHERE D.ID = S.DocumentId) ORDER BY ID
"""
PLAIN_VALUES: Final = """
    UNION ALL SELECT VariableId, Value, NULL FROM DATALONGTEXT WHERE StatementId = :statement
    UNION ALL SELECT VariableId, Value, NULL FROM DATABOOLEAN WHERE StatementId = :statement
    UNION ALL SELECT VariableId, Value, NULL FROM DATAINTEGER WHERE StatementId = :statement
"""
VALUES_2: Final = f"""
    SELECT VariableId, Value, NULL FROM DATASHORTTEXT WHERE StatementId = :statement
    {PLAIN_VALUES}
"""  # noqa: S608 (our own words)
VALUES_3: Final = f"""
    SELECT S.VariableId, E.Value, S.Entity FROM DATASHORTTEXT S LEFT JOIN ENTITIES E ON E.ID = S.Entity
    WHERE StatementId = :statement
    {PLAIN_VALUES}
"""  # noqa: S608 (as above)
ATTRIBUTES_2: Final = """
    SELECT VariableId, Value, 'Alias', Alias FROM ATTRIBUTES WHERE Alias <> ''
    UNION ALL SELECT VariableId, Value, 'Type', Type FROM ATTRIBUTES WHERE Type <> ''
    UNION ALL SELECT VariableId, Value, 'Notes', Notes FROM ATTRIBUTES WHERE Notes <> ''
"""
ATTRIBUTES_3: Final = """
    SELECT E.VariableId, E.Value, N.AttributeVariable, V.AttributeValue
    FROM ATTRIBUTEVALUES V
    JOIN ATTRIBUTEVARIABLES N ON N.ID = V.AttributeVariableId
    JOIN ENTITIES E ON E.ID = V.EntityId
    WHERE V.AttributeValue <> ''
"""
NOTED_TWICE: Final = "SELECT Notes FROM DOCUMENTS WHERE Notes LIKE 'http%' GROUP BY Notes HAVING count(*) > 1"
LINKS: Final = {"STATEMENTLINKS": "links between statements", "REGEXES": "highlighted patterns"}
