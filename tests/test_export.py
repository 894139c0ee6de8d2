"""`secbc export`: a site whose links all lead somewhere, a dataset that is the library, whole or absent."""

import csv
import hashlib
import io
import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from secbc_cli.cli import site as site_module
from secbc_cli.cli.session import Session
from secbc_cli.model.kinds import KINDS
from tests.conftest import CHECKOUT, DATA, SAMPLE, TODAY, Secbc

VOID = {"meta", "link", "br", "input"}


class Page(HTMLParser):
    """What a page holds, if each of its tags is closed in turn."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()
        assert not self.open, f"not closed: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def ids(self) -> list[str]:
        return [a["id"] for _, a in self.tags if a.get("id")]  # type: ignore[misc]  # none is None


@pytest.fixture
def site(secbc: Secbc, tmp_path: Path) -> Path:
    assert secbc("export", "--site", str(tmp_path / "site")).code == 0
    return tmp_path / "site"


@pytest.fixture
def dataset(secbc: Secbc, tmp_path: Path) -> Path:
    assert secbc("export", "--dataset", str(tmp_path / "dataset")).code == 0
    return tmp_path / "dataset"


def pages(site: Path) -> dict[Path, Page]:
    return {file: Page(file.read_text(encoding="utf-8")) for file in site.rglob("*.html")}


def whole(site: Path) -> int:
    """Every page is well formed, and every link of every page leads to a file, or a place, that exists."""
    made = pages(site)
    for file, page in made.items():
        assert len(page.ids) == len(set(page.ids)), file
        for tag, name in (("a", "href"), ("link", "href"), ("script", "src"), ("form", "action")):
            for attributes in page.of(tag):
                address = attributes[name] or ""
                parts = urlsplit(address)
                if parts.scheme:
                    assert tag == "a", f"{file} takes {address} from elsewhere"
                    continue
                aim = (file.parent / unquote(parts.path)).resolve() if parts.path else file
                assert aim.is_relative_to(site.resolve()), address
                assert aim.is_file(), f"{file}: {address}"
                if parts.fragment:
                    assert parts.fragment in made[aim].ids, f"{file}: {address}"
    return len(made)


def test_every_link_of_the_site_leads_somewhere(site: Path) -> None:
    assert whole(site) > 30
    for name in ("index", "treatments", "drugs", "trials", "subtypes", "guide", "glossary", "sources"):
        assert (site / f"{name}.html").is_file()
    assert 'href="../drugs.html" aria-current' in (site / "drug/examplib.html").read_text(encoding="utf-8")


def test_every_record_has_a_page_that_the_lists_lead_to(site: Path) -> None:
    """Without the script, too: a reader can walk from the first page to every record."""
    made = pages(site)
    reached, todo = set(), [site / "index.html"]
    while todo:
        file = todo.pop()
        if file in reached:
            continue
        reached.add(file)
        todo += [
            (file.parent / address.partition("#")[0]).resolve()
            for address in (a["href"] or "" for a in made[file].of("a"))
            if address.partition("#")[0].endswith(".html") and "://" not in address
        ]
    assert reached == set(made)
    for place in ("drug", "trial", "source"):
        names = {file.stem for file in (SAMPLE / f"{place}s").glob("*.yaml")}
        folder = site / ("sources" if place == "source" else place)
        assert names <= {file.stem for file in folder.iterdir()}


def test_no_page_of_the_site_loses_what_the_page_alone_has(secbc: Secbc, site: Path) -> None:
    """Sources, dates, safety line, headings: the same as `--format html`."""
    for words, file in (
        (("drug", "examplib"), "drug/examplib"),
        (("trial", "trial-one"), "trial/trial-one"),
        (("treatments", "hormone"), "treatments/hormone"),
        (("glossary",), "glossary"),
        (("trials", "--status", "recruiting"), "trials/status_recruiting"),
    ):
        alone = secbc(*words, "--format", "html").out
        framed = (site / f"{file}.html").read_text(encoding="utf-8")
        for pattern in (
            r'<li id="source-\d+" value="\d+"><a href="[^"]+">[^<]*',
            r'<p class="closing">[^<]*',
            r'<p class="stamp">[^<]*',
            r"<h[23]>[^<]*",
            r"<figure>.*?</figure>",
            r"<sup>.*?</sup>",
        ):
            found = [h for h in re.findall(pattern, alone, re.DOTALL) if "What to type next" not in h]
            assert all(part in framed for part in found), (file, pattern)
    for file, page in pages(site).items():
        text = file.read_text(encoding="utf-8")
        assert page.of("html") == [{"lang": "en-GB"}]
        assert len(page.of("h1")) == 1, file
        assert 'class="closing"' in text
        assert "This copy was made on 20 Nov 2026" in text


def test_commands_become_links_and_the_rest_stay_commands(site: Path) -> None:
    drug = (site / "drug/examplib.html").read_text(encoding="utf-8")
    assert '<a href="../trial/trial-one.html">' in drug
    assert "<code>secbc trial " not in drug
    assert "What to type next" not in drug
    trial = (site / "trial/trial-one.html").read_text(encoding="utf-8")
    assert 'href="../trial/trial-one_survival.html"' in trial, "asked for by name, not shown unasked"
    survival = (site / "trial/trial-one_survival.html").read_text(encoding="utf-8")
    assert re.findall("<h1>.*survival</h1>", survival)


def test_the_search_of_the_site_knows_every_record(site: Path) -> None:
    script = (site / "search.js").read_text(encoding="utf-8")
    listed = json.loads(re.search(r"const PAGES = (\[.*?\n\]);", script, re.DOTALL)[1].replace(",\n]", "\n]"))  # type: ignore[index]  # a page without it fails here
    by_address = {address: (title, kind, names) for title, kind, address, _, names in listed}
    assert all((site / address).is_file() for address in by_address)
    title, kind, names = by_address["drug/examplib.html"]
    assert kind == "drug"
    assert title not in names
    index = Page((site / "index.html").read_text(encoding="utf-8"))
    [box] = index.of("input")
    assert {"for": box["id"]} in index.of("label")
    assert box["aria-describedby"] in index.ids
    assert "hidden" in index.of("form")[0], "shown by the script, which it needs"
    assert not re.search(r"https?://|fetch\(|XMLHttp|innerHTML", script.split("const WORDS")[1])


def test_the_dataset_is_the_library(dataset: Path, cache: Path) -> None:
    library = Session(
        environ={"SECBC_DATA": str(SAMPLE), "SECBC_CACHE_DIR": str(cache), "SECBC_TODAY": TODAY}
    ).library
    for kind in KINDS.values():
        kept = [json.loads(r) for r in library.json(kind.name, library.ids(kind.name))]
        read = json.loads((dataset / f"{kind.plural}.json").read_text(encoding="utf-8"))
        lines = (dataset / f"{kind.plural}.jsonl").read_text(encoding="utf-8").splitlines()
        assert read == [json.loads(line) for line in lines] == kept


@pytest.mark.parametrize("command", ["treatments", "drugs", "trials", "subtypes", "guide", "sources"])
def test_the_dataset_s_csv_is_the_command_s(secbc: Secbc, dataset: Path, command: str) -> None:
    def rows(text: str) -> list[dict[str, str]]:
        return sorted(csv.DictReader(io.StringIO(text)), key=lambda row: row["id"])

    mine = (dataset / f"{command}.csv").read_text(encoding="utf-8")
    assert rows(mine) == rows(secbc(command, "--csv").out)


def test_the_data_package_names_every_file_and_column(dataset: Path) -> None:
    package = json.loads((dataset / "datapackage.json").read_text(encoding="utf-8"))
    assert package["name"] == "secbc"
    assert package["data_date"] == "2026-11-10"
    assert package["sources"]
    assert "licenses" not in package, "the sample states no terms, so none are claimed"
    described = {r["path"]: r for r in package["resources"]}
    others = {"datapackage.json", "README.md", ".secbc-export"}
    assert set(described) == {file.name for file in dataset.iterdir()} - others
    for path, resource in described.items():
        raw = (dataset / path).read_bytes()
        assert resource["bytes"] == len(raw)
        assert resource["hash"] == "sha256:" + hashlib.sha256(raw).hexdigest()
        fields = resource["schema"]["fields"]
        assert all(field["type"] and field["description"] for field in fields), path
        if path.endswith(".csv"):
            rows = list(csv.reader(io.StringIO(raw.decode())))
            assert [field["name"] for field in fields] == rows[0]
            for row in rows[1:]:
                for field, cell in zip(fields, row, strict=True):
                    _fits(field, cell)
        else:
            [first, *_] = json.loads((dataset / path).with_suffix(".json").read_bytes())
            assert {field["name"] for field in fields} >= set(first)


def _fits(field: dict[str, object], cell: str) -> None:
    """The cell is what its description says, as any reader of data packages would check."""
    if not cell:
        return
    match field["type"]:
        case "integer":
            int(cell)
        case "boolean":
            assert cell in ("true", "false")
        case "array":
            assert isinstance(json.loads(cell), list)
        case "date":
            assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", cell)
        case "string":
            words = field.get("constraints", {}).get("enum")  # type: ignore[attr-defined]  # a table of rules
            assert words is None or cell in words, field


def test_terms_of_reuse_come_from_the_data_folder(secbc: Secbc, sample: Path, tmp_path: Path) -> None:
    shutil.copy(CHECKOUT / "LICENSE-DATA", sample)
    made = secbc("export", "--dataset", str(tmp_path / "out"), "--json", data=sample)
    assert made.json["records"][0]["licence"] == "LICENSE-DATA"
    package = json.loads((tmp_path / "out/datapackage.json").read_text(encoding="utf-8"))
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    assert (tmp_path / "out/LICENSE-DATA").read_text(encoding="utf-8").startswith("The data of secbc")
    assert "CC BY 4.0" in (tmp_path / "out/README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("what", ["--site", "--dataset"])
def test_a_folder_that_holds_something_is_left_alone(secbc: Secbc, tmp_path: Path, what: str) -> None:
    mine = tmp_path / "out/mine.txt"
    mine.parent.mkdir()
    mine.write_text("mine", encoding="utf-8")
    for force in ((), ("--force",)):
        ran = secbc("export", what, str(mine.parent), *force)
        assert ran.code == 2
        assert [mine] == list(mine.parent.iterdir())
    assert "mine.txt" in ran.err
    assert [tmp_path / "out"] == [p for p in tmp_path.iterdir() if "out" in p.name], "no rest beside it"


def test_force_replaces_an_earlier_export_whole(secbc: Secbc, sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    assert secbc("export", "--site", str(out), data=sample).code == 0, "an empty folder will do"
    assert secbc("export", "--site", str(out), data=sample).code == 2
    assert (out / "trial/trial-four.html").exists()
    (sample / "trials/trial-four.yaml").unlink()
    assert secbc("export", "--site", str(out), "--force", data=sample).code == 0
    assert not (out / "trial/trial-four.html").exists()
    assert secbc("export", "--dataset", str(out), "--force", data=sample).code == 0
    assert not (out / "index.html").exists()
    assert {p.name for p in tmp_path.iterdir() if "out" in p.name} == {"out"}


@pytest.mark.parametrize("stop", [KeyboardInterrupt, OSError("no space left")])
def test_an_interrupted_run_leaves_nothing(
    secbc: Secbc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: type[BaseException] | BaseException
) -> None:
    drawn: list[str] = []

    def page(*given: object) -> str:
        drawn.append("a page")
        if len(drawn) > 10:
            raise stop
        return "page"

    monkeypatch.setattr(site_module, "page_html", page)
    out = str(tmp_path / "out")
    ran = secbc("export", "--site", out)
    assert ran.code == (130 if stop is KeyboardInterrupt else 1)
    assert stop is KeyboardInterrupt or "no space left" in ran.err
    assert not [p for p in tmp_path.iterdir() if "out" in p.name]


def test_wrong_words_are_wrong_usage(secbc: Secbc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert secbc("export").code == 2
    assert secbc("export", "--site", "a", "--dataset", "b").code == 2
    assert secbc("export", "--site", str(tmp_path / "no" / "such")).code == 2
    monkeypatch.chdir(tmp_path)
    assert secbc("export", "--site", ".").code == 2
    assert secbc("export", "--site", "x", "--force", "--data", str(SAMPLE)).code == 0
    assert (tmp_path / "x/index.html").exists()


def test_what_was_written_is_said(secbc: Secbc, tmp_path: Path) -> None:
    for what in ("site", "dataset"):
        out = tmp_path / what
        ran = secbc("export", f"--{what}", str(out), "--json")
        [record] = ran.json["records"]
        assert record["what"] == what
        assert record["folder"] == str(out)
        assert record["files"] == sum(p.is_file() for p in out.rglob("*")) - 1, "all but the list of them"
        assert record["data_date"] == "2026-11-10"
    assert "10 Nov 2026" in secbc("export", "--site", str(tmp_path / "again"), "--plain").out


def test_the_real_knowledge_base_is_exported(secbc: Secbc, tmp_path: Path) -> None:
    made = secbc("export", "--dataset", str(tmp_path / "dataset"), "--json", data=DATA)
    assert made.code == 0
    assert made.json["records"][0]["records"] > 2000
    package = json.loads((tmp_path / "dataset/datapackage.json").read_text(encoding="utf-8"))
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    made = secbc("export", "--site", str(tmp_path / "site"), "--json", data=DATA)
    assert made.code == 0
    assert made.json["records"][0]["pages"] > 2600
    text = "".join(file.read_text(encoding="utf-8") for file in (tmp_path / "site/drug").iterdir())
    for address in set(re.findall(r'href="\.\./([^"#]+)', text)):
        assert (tmp_path / "site" / address).is_file(), address
    assert "<code>secbc" not in text
