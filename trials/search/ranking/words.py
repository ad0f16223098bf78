"""Studies by the words in them, behind one door for both databases."""

from collections.abc import Sequence

from django.db import connection

from trials.vocabulary.cutting import cut_words

# As many as can matter to a first page; a word that stands everywhere says nothing.
MOST = 400
Columns = tuple[str, ...]
COLUMNS = ("title", "treatments", "people", "body")
SQLITE = (
    "SELECT d.study_id FROM trials_searchwords w"
    " JOIN trials_searchdocument d ON d.id = w.rowid"
    " WHERE trials_searchwords MATCH %s"
    " ORDER BY bm25(trials_searchwords, 10.0, 6.0, 4.0, 1.0) LIMIT %s"
)
# Of a word that stands in very many, not all are weighed.
POSTGRESQL = (
    "SELECT study_id FROM (SELECT study_id, words FROM trials_searchdocument"
    " WHERE words @@ %s::tsquery LIMIT 1000) found"
    " ORDER BY ts_rank('{0.1, 0.4, 0.6, 1.0}', words, %s::tsquery) DESC, study_id DESC"
    " LIMIT %s"
)
WEIGHT = {"title": "A", "treatments": "B", "people": "C", "body": "D"}


def studies_saying(
    phrases: Sequence[str], columns: Columns = COLUMNS, *, most: int = MOST
) -> list[int]:
    """Return the studies that have all words of one of the phrases, the best first."""
    each = dict.fromkeys(tuple(cut_words(phrase)) for phrase in phrases)
    wanted = [words for words in each if words]
    if not wanted:
        return []
    is_sqlite = connection.vendor == "sqlite"
    asked = fts_query(wanted, columns) if is_sqlite else ts_query(wanted, columns)
    with connection.cursor() as cursor:
        if is_sqlite:
            cursor.execute(SQLITE, [asked, most])
        else:
            cursor.execute(POSTGRESQL, [asked, asked, most])
        return list(dict.fromkeys(row[0] for row in cursor.fetchall()))


def fts_query(wanted: list[tuple[str, ...]], columns: Columns) -> str:
    """Return the question in SQLite's words; each word stands in quotes."""
    each = (" AND ".join(f'"{word}"' for word in words) for words in wanted)
    whole = " OR ".join(f"({one})" for one in each)
    return f"{{{' '.join(columns)}}} : ({whole})"


def ts_query(wanted: list[tuple[str, ...]], columns: Columns) -> str:
    """Return the question in PostgreSQL's words; cut words hold letters alone."""
    mark = ":" + "".join(WEIGHT[column] for column in columns)
    each = (" & ".join(f"'{word}'{mark}" for word in words) for words in wanted)
    return " | ".join(f"({one})" for one in each)
