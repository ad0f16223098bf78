"""Every text that comes with the software, by kind and language."""

from collections.abc import Iterator

from trials.models import TextKind
from trials.texts.bodies import Body
from trials.texts.shipped.general import phases_body, questions_body
from trials.texts.shipped.glossary import shipped_terms
from trials.texts.shipped.layer import layer_body
from trials.texts.shipped.legal import legal_document

Shipped = tuple[TextKind, str, Body]


def shipped_texts(languages: list[str]) -> Iterator[Shipped]:
    """Yield them; whoever fills a blank makes a version of their own."""
    for language in languages:
        yield TextKind.PHASES, language, phases_body(language)
        yield TextKind.QUESTIONS, language, questions_body(language)
        yield TextKind.GLOSSARY, language, glossary_body(language)
        yield TextKind.LAYER, language, layer_body(language)
        for kind, words in legal_document().items():
            if language in words:
                yield TextKind(kind), language, words[language]


def glossary_body(language: str) -> Body:
    """Return the words that come explained."""
    return {
        "words": [
            {
                "key": one.key,
                "term": one.term,
                "meaning": one.meaning,
                "spellings": list(one.spellings),
            }
            for one in shipped_terms(language)
        ]
    }
