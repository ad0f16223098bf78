"""The pack for an ethics committee: a ZIP with a PDF and a text file per language."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import override

from portal.hospital.says import interface_languages
from trials.models import Study
from trials.texts.pack.about import facts_about
from trials.texts.pack.parts import PackPart, parts_of_pack

TEMPLATE = Path(__file__).with_name("pack.typ")
MANIFEST = "manifest.json"
Facts = list[tuple[str, str]]


def build_pack(study: Study, made_on: str) -> bytes:
    """Return the ZIP, with every language and what a decision refers to."""
    out, entries = io.BytesIO(), []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for code, _name in interface_languages():
            with override(code):
                parts, facts = parts_of_pack(study, code), facts_about(study)
            name = f"{study.registry_id}-{code}"
            pack.writestr(f"{name}.txt", pack_text(facts, parts))
            pack.writestr(f"{name}.pdf", pack_pdf(study, code, facts, parts))
            entries += [one.entry for one in parts if one.entry]
        head = {"format": "text-pack/1", "study": study.registry_id, "made_on": made_on}
        manifest = {**head, "texts": entries}
        pack.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
    return out.getvalue()


def pack_text(facts: Facts, parts: list[PackPart]) -> str:
    """Return a language's words as one plain text."""
    lines = [f"{name}: {said}" for name, said in facts]
    for part in parts:
        lines += ["", f"== {part.heading} ==", part.mark, "", *part.words]
    return "\n".join(lines) + "\n"


def pack_pdf(study: Study, code: str, facts: Facts, parts: list[PackPart]) -> bytes:
    """Return the same as a tagged PDF, by the fonts that the system has."""
    data: dict[str, Any] = {
        "title": f"{study.registry_id} ({code})",
        "lang": code.partition("-")[0],
        "facts": facts,
        "parts": [
            {"heading": part.heading, "mark": part.mark, "words": part.words}
            for part in parts
        ],
    }
    words = json.dumps(data, ensure_ascii=False)
    return bytes(typst.compile(TEMPLATE.read_bytes(), sys_inputs={"data": words}))
