"""How templates print a sentence that the hospital approved."""

from django import template
from django.utils.translation import get_language

from trials.models import TextKind
from trials.texts.legal.words import legal_sentence

register = template.Library()


@register.simple_tag(name="legal")
def print_legal(kind: str, key: str) -> str:
    """Return it in the page's language: {% legal "URGENT" "mind" %}."""
    return legal_sentence(TextKind(kind), key, get_language())
