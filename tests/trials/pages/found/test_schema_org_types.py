"""The structured data is what schema.org defines: its own types say so, in full."""

import json
import re
from pathlib import Path

import pytest
from django.test import Client

from tests import factories
from tests.services.npm import FOLDER, npm_module, run_node

pytestmark = [pytest.mark.django_db, pytest.mark.long]
LINKED = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
STRICT = ("--noEmit", "--strict", "--skipLibCheck", "--module", "esnext")


def complaints(graph: str, folder: Path) -> str:
    """Return what the compiler says of a graph as a value of schema.org's types."""
    npm_module("schema-dts")
    page = folder / "page.ts"
    types = 'import type { Graph } from "schema-dts";'
    page.write_text(f"{types}\nexport const it: Graph = {graph};\n")
    modules = folder / "node_modules"
    if not modules.exists():
        modules.symlink_to(FOLDER / "node_modules")
    compiler = npm_module("typescript") / "lib" / "tsc.js"
    return run_node(compiler, *STRICT, "--moduleResolution", "bundler", str(page))


@pytest.fixture
def study():
    return factories.site_with_contact(
        study__registry_id="NCT90000001",
        study__conditions=["Systemic Lupus Erythematosus"],
        study__phases=["PHASE1"],
        study__facts={"allocation": "RANDOMIZED", "masking": "DOUBLE"},
    ).study


@pytest.mark.parametrize("path", ["/trials/NCT90000001/", "/", "/zh-hans/"])
def test_a_page_says_what_schema_org_defines(client: Client, study, path, tmp_path):
    page = client.get(path).content.decode()
    for graph in LINKED.findall(page):
        assert complaints(graph, tmp_path) == ""


def test_what_is_not_defined_is_found(client: Client, study, tmp_path):
    (graph,) = LINKED.findall(client.get("/trials/NCT90000001/").content.decode())
    data = json.loads(graph)
    assert data["@graph"][0].pop("healthCondition")
    data["@graph"][0]["healthConditin"] = []
    assert "healthConditin" in complaints(json.dumps(data), tmp_path)
