"""Many studies for the search, each about other things in other words.

Rows of a study are copied; what it is about is drawn from the whole vocabulary, some
things often and most seldom, and its words are mixed from those of all real records.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate
from random import Random

from django.core.management.color import no_style
from django.db import connection, transaction

from trials.models import ConceptMention, SearchDocument, Study, StudySite
from trials.vocabulary.concepts import ancestors, known_concepts
from trials.vocabulary.cutting import cut_words

# Numbers that no registry has given yet.
FIRST = 10_000_000
EMPTIED = (
    *("brief_summary", "detailed_description", "eligibility_text", "official_title"),
    *("study_population", "organization"),
)
WEIGHT, UNDER, A_STEP, GIVEN = 76, 4, 2, 66
TITLE, PEOPLE, BODY = 24, 16, 56
SITES, SPREAD = 3, 20
MENTIONED = ("study_id", "concept", "weight", "freshness")
WORDS = ("study_id", "language", "title", "treatments", "people", "body")
# Made anew when all rows are there: a tenth of the time.
INDEXES = ("mention_best_first", "trials_searchdocument_words")
# Counts from 0, and the first studies by their place.
NUMBERS = (
    "WITH RECURSIVE numbers(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers"
    " WHERE n < {last}), base AS (SELECT *, row_number() OVER (ORDER BY id)"
    " - 1 AS place FROM trials_study WHERE id < {first})"
)
Row = tuple[object, ...]


class Mixer:
    """Draws what a study is about and says, the same in each run."""

    def __init__(self) -> None:
        self.random = Random(7)  # noqa: S311 - no secret
        kinds = known_concepts().items()
        self.kinds = {
            kind: self.shuffled(key for key, one in kinds if one.kind == kind)
            for kind in ("condition", "drug")
        }
        documents = SearchDocument.objects.filter(language="en")
        self.words = {
            part: " ".join(documents.values_list(part, flat=True)).split()
            for part in ("title", "people", "body")
        }
        groups = ConceptMention.objects.filter(concept__startswith="group-")
        self.groups = sorted(set(groups.values_list("concept", flat=True)))

    def shuffled(self, keys: Iterable[str]) -> list[str]:
        """Return keys in an order of chance: the first are drawn most."""
        found = sorted(keys)
        self.random.shuffle(found)
        return found

    def drawn(self, kind: str, count: int) -> list[str]:
        """Draw some of a kind, the hundredth a hundred times less than the first."""
        keys = self.kinds[kind]
        return self.random.choices(keys, cum_weights=shares(len(keys)), k=count)

    def said(self, part: str, count: int) -> list[str]:
        """Draw words, some of which stand together as they do in a record."""
        words, found = self.words[part], list[str]()
        while len(found) < count:
            at = self.random.randrange(len(words))
            found += words[at : at + 4]
        return found

    def study(self, study: int) -> tuple[list[Row], Row]:
        """Return the rows of what one study is about, and that of its words."""
        illnesses = self.drawn("condition", self.random.choice((1, 1, 2, 3)))
        drugs = self.drawn("drug", self.random.choice((0, 1, 1, 2)))
        weights = dict.fromkeys(self.random.sample(self.groups, 2), 40)
        for key in (*illnesses, *drugs):
            own = (WEIGHT if key in illnesses else GIVEN) + self.random.randrange(-8, 9)
            for above, steps in ancestors(key):
                under = own - UNDER - A_STEP * steps
                weights[above] = max(under, weights.get(above, 10))
            weights[key] = own
        fresh = self.random.randrange(700_000, 740_000)
        rows: list[Row] = [(study, *one, fresh) for one in weights.items()]
        title = [*names_of(illnesses), *self.said("title", TITLE), *names_of(drugs)]
        others = names_of(self.drawn("condition", 2))
        texts = (title, names_of(drugs), self.said("people", PEOPLE))
        body = [*self.said("body", BODY), *names_of(illnesses), *others]
        return rows, (study, "en", *(" ".join(one) for one in (*texts, body)))


@cache
def shares(count: int) -> list[float]:
    """Return how much of all draws the first so many get."""
    return list(accumulate(1 / (place + 10) for place in range(count)))


@cache
def words_of(key: str) -> list[str]:
    """Return a concept's words as the index holds them."""
    return list(cut_words(known_concepts()[key].term))


def names_of(keys: Iterable[str]) -> list[str]:
    """Return the words of some concepts."""
    return [word for key in keys for word in words_of(key)]


def grow(rows: int) -> None:
    """Add studies until there are so many; run again, it goes on."""
    missing = rows - Study.objects.count()
    if missing < 1:
        return
    mixer = Mixer()
    with transaction.atomic():
        dropped = drop_indexes()
        each = [mixer.study(key) for key in copied_studies(missing)]
        write(
            "trials_conceptmention",
            MENTIONED,
            (one for rows, _ in each for one in rows),
        )
        write("trials_searchdocument", WORDS, (words for _, words in each))
        run(*dropped)
        # The next study that is imported gets a key of its own.
        run(*connection.ops.sequence_reset_sql(no_style(), [Study]))
    run("ANALYZE")


def copied_studies(count: int) -> list[int]:
    """Copy the first studies in turn, with their first places somewhere near."""
    base = list(Study.objects.order_by("pk").values_list("pk", flat=True))
    first = base[-1] + 1
    columns = [str(one.column) for one in Study._meta.concrete_fields]
    said = {
        "id": f"{first} + n",
        "registry_id": f"'NCT' || ({FIRST + first} + n)",
        **dict.fromkeys(EMPTIED, "''"),
    }
    numbers = NUMBERS.format(last=count - 1, first=first)
    copy(
        "trials_study",
        columns,
        said,
        f"numbers JOIN base s ON s.place = n % {len(base)}",
        numbers,
    )
    places = [
        str(one.column) for one in StudySite._meta.concrete_fields if one.name != "id"
    ]
    somewhere = f"(({{}} * (n % 997 + 1) * 7919) % {SPREAD}) - {SPREAD / 2}"
    near = {
        "study_id": f"{first} + n",
        "latitude": f"0.8 * s.latitude + {somewhere.format('s.position + 3')}",
        "longitude": f"0.8 * s.longitude + {somewhere.format('s.position + 5')}",
    }
    taken = f"numbers JOIN base b ON b.place = n % {len(base)} JOIN trials_studysite s"
    copy(
        "trials_studysite",
        places,
        near,
        f"{taken} ON s.study_id = b.id AND s.position < {SITES}",
        numbers,
    )
    return list(range(first, first + count))


def copy(
    table: str, columns: list[str], said: dict[str, str], source: str, before: str
) -> None:
    """Copy rows `s` of a source, with some columns said otherwise."""
    names = ", ".join(f'"{name}"' for name in columns)
    chosen = ", ".join(said.get(name, f's."{name}"') for name in columns)
    run(f"INSERT INTO {table} ({names}) {before} SELECT {chosen} FROM {source}")  # noqa: S608 - names of ours


def drop_indexes() -> list[str]:
    """Drop what is slow to keep up; return what makes it again."""
    found = "SELECT indexname, indexdef FROM pg_indexes WHERE indexname = ANY(%s)"
    if connection.vendor == "sqlite":
        return []
    # Whose study each row is, is no question here.
    run("SET LOCAL session_replication_role = replica")
    with connection.cursor() as cursor:
        cursor.execute(found, [list(INDEXES)])
        made = dict(cursor.fetchall())
    run(*(f'DROP INDEX "{name}"' for name in made))
    return list(made.values())


def write(table: str, columns: tuple[str, ...], rows: Iterator[Row]) -> None:
    """Write many rows: by COPY where there is one."""
    names = ", ".join(columns)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)  # noqa: S608 - names of ours
            return
        with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as lines:
            for row in rows:
                lines.write_row(row)


def run(*statements: str) -> None:
    """Run some statements."""
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
