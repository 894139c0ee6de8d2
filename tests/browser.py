"""A headless browser for tests that need one: print to PDF, and run axe-core on a page.

Chromium comes from the system. axe-core comes from the npm registry: `npm install --no-save axe-core`
in the checkout, or AXE_CORE names its file. Where one is missing the tests say so and are skipped.
"""

import json
import os
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

from tests.conftest import CHECKOUT

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
_AXE = Path(os.environ.get("AXE_CORE", CHECKOUT / "node_modules" / "axe-core" / "axe.min.js"))
AXE = _AXE if _AXE.is_file() else None
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)
_RUN = """
<script>
axe.run(document, {resultTypes: ["violations"]}).then(function (found) {
  document.documentElement.setAttribute("data-found", JSON.stringify(found.violations.map(
    function (v) { return v.id + ": " + v.nodes.map(function (n) { return n.target; }).slice(0, 3); })));
});
</script>
"""


def pages_printed(page: Path, folder: Path) -> int:
    """How many A4 pages the HTML file prints on."""
    pdf = folder / "printed.pdf"
    _chromium(folder, f"--print-to-pdf={pdf}", str(page))
    return len(re.findall(rb"/Type\s*/Page\b", pdf.read_bytes()))


def violations(html: str, folder: Path) -> list[str]:
    """What axe-core finds wrong on the page: the rule, and where."""
    assert AXE is not None
    page = folder / "page.html"
    script = f"<script>{AXE.read_text(encoding='utf-8')}</script>"
    page.write_text(html.replace("</body>", f"{script}{_RUN}</body>"), encoding="utf-8")
    shown = _chromium(folder, "--virtual-time-budget=20000", "--dump-dom", str(page))
    found = re.search(r'<html[^>]* data-found="([^"]*)"', shown)
    assert found, "axe-core did not finish"
    return list(json.loads(unescape(found[1])))


def _chromium(folder: Path, *words: str) -> str:
    command = [str(CHROMIUM), *_FLAGS, f"--user-data-dir={folder}/chromium", *words]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=90).stdout
