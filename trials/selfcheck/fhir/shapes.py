"""Whether the parts of a foreign form are of the kind that FHIR says, at any depth.

What is not is refused whole: a file that breaks its own format is not read halfway.
"""

from collections.abc import Callable
from typing import Any

Node = dict[str, Any]


class ShapeError(ValueError):
    """A part of another kind than FHIR says."""


def texts(node: Node, *names: str) -> None:
    """Each of these is a text, where it is there."""
    if not all(isinstance(node[name], str) for name in names if name in node):
        raise ShapeError


def flags(node: Node, *names: str) -> None:
    """Each of these is true or false, where it is there."""
    if not all(isinstance(node[name], bool) for name in names if name in node):
        raise ShapeError


def parts(node: Node, name: str, check: Callable[[Node], None]) -> None:
    """It is a list of objects, each of the kind that `check` knows."""
    found = node.get(name, [])
    if not isinstance(found, list):
        raise ShapeError
    for one in found:
        part(one, check)


def one_part(node: Node, name: str, check: Callable[[Node], None]) -> None:
    """It is one such object, where it is there."""
    if name in node:
        part(node[name], check)


def part(one: Any, check: Callable[[Node], None]) -> None:
    """It is an object of the kind that `check` knows."""
    if not isinstance(one, dict):
        raise ShapeError
    check(one)


def check_resource(resource: Node) -> None:
    """Check the whole but its items, which are walked with a limit."""
    texts(resource, "language", "version", "copyright")
    parts(resource, "extension", check_extension)
    parts(resource, "contained", check_contained)


def check_item(item: Node) -> None:
    """Check one item but those below it."""
    texts(item, "text", "prefix", "enableBehavior")
    texts(item, "answerValueSet", "answerConstraint")
    flags(item, "required", "repeats", "readOnly")
    one_part(item, "_text", check_side)
    parts(item, "extension", check_extension)
    parts(item, "enableWhen", check_condition)
    parts(item, "answerOption", check_option)


def check_side(side: Node) -> None:
    """Check what stands beside a text: its translations."""
    parts(side, "extension", check_extension)


def check_extension(one: Node) -> None:
    """Check an extension with those inside it."""
    texts(one, "url", "valueString", "valueCode")
    one_part(one, "_valueString", check_side)
    one_part(one, "valueCoding", check_coding)
    one_part(one, "valueCodeableConcept", check_concept)
    parts(one, "extension", check_extension)


def check_coding(coding: Node) -> None:
    texts(coding, "code", "display", "system")
    one_part(coding, "_display", check_side)


def check_concept(concept: Node) -> None:
    """Check several codings of one thing."""
    parts(concept, "coding", check_coding)


def check_option(option: Node) -> None:
    one_part(option, "valueCoding", check_coding)
    parts(option, "extension", check_extension)


def check_condition(condition: Node) -> None:
    """Check a condition; what it compares with is checked when it is made ours."""
    texts(condition, "question", "operator")
    one_part(condition, "answerCoding", check_coding)


def check_contained(one: Node) -> None:
    """Check a value set that the file brings along."""
    texts(one, "resourceType", "id")
    if one.get("resourceType") == "ValueSet":
        one_part(one, "compose", check_compose)


def check_compose(compose: Node) -> None:
    """Check what a value set is made of."""
    parts(compose, "include", check_include)


def check_include(include: Node) -> None:
    """Check the codes of one system."""
    texts(include, "system")
    parts(include, "concept", check_coding)
