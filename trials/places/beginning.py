"""Towns whose names begin as somebody types them, the biggest first."""

from pathlib import Path

from trials.places.folding import fold
from trials.places.gazetteer import connect
from trials.places.shown import Candidate, candidates
from trials.places.towns import COLUMNS, Town

# So few letters begin the names of half the world.
SHORTEST, SHORTEST_HAN = 3, 1
# After three letters only great towns are meant; smaller ones wait for a fourth.
FEW_LETTERS, GREAT = 3, 100_000
# Behind every other letter.
LAST = "\U0010ffff"


def towns_beginning(
    text: str, country: str, language: str, path: Path, limit: int
) -> list[Candidate]:
    """Return towns for a list beside a field; `country` may be ""."""
    folded = fold(text)
    if len(folded) < (SHORTEST if folded.isascii() else SHORTEST_HAN):
        return []
    least = GREAT if folded.isascii() and len(folded) <= FEW_LETTERS else 0
    database = connect(path)
    try:
        rows = database.execute(
            f"SELECT {COLUMNS} FROM (SELECT place, max(is_own) AS own,"  # noqa: S608 - our own columns
            " max(population) AS people FROM big_name"
            " WHERE folded >= ? AND folded < ? AND population >= ? GROUP BY place) b"
            " JOIN place p ON p.id = b.place WHERE ? = '' OR p.country = ?"
            " ORDER BY b.own DESC, b.people DESC LIMIT ?",
            [folded, folded + LAST, least, country, country, limit],
        )
        return candidates(database, [Town(*row) for row in rows], language)
    finally:
        database.close()
