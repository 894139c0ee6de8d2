"""The temporary folder of one benchmark: a copy of the data, an empty home, programs to run."""

import os
import shutil
import site
import sys
from pathlib import Path

from measure import Program

TODAY = "2026-11-23"

# The form of the script that pip writes for an entry point, so that all programs start alike.
_SCRIPT = """\
import re
import sys
from {module} import main
if __name__ == "__main__":
    sys.argv[0] = re.sub(r"(-script\\.pyw|\\.exe)?$", "", sys.argv[0])
    sys.exit(main())
"""


class Workshop:
    """What every program of one benchmark shares."""

    def __init__(self, folder: Path, data: Path) -> None:
        self.folder = folder
        self.programs = folder / "programs"
        self.programs.mkdir()
        self.data = folder / "data"
        # A copy, since an edit of the real data during the run would build the index anew.
        shutil.copytree(data, self.data)
        self.home = self.new_home("home")
        self._secbc = self._script("secbc", "secbc_cli.__main__")

    def new_home(self, name: str) -> Path:
        """An empty home, so an empty cache."""
        home = self.folder / name
        home.mkdir()
        return home

    def environ(self, home: Path | None = None, data: Path | None = None) -> dict[str, str]:
        """One environment for all, which no setting of the user's reaches."""
        environ = {
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": str(home or self.home),
            "SECBC_DATA": str(data or self.data),
            "SECBC_TODAY": TODAY,
            "COLUMNS": "100",
            "FORCE_COLOR": "1",
            "PYTHONUTF8": "1",
        }
        if site.ENABLE_USER_SITE:
            environ["PYTHONUSERBASE"] = site.getuserbase()  # secbc may be installed there
        if "PYTHONPATH" in os.environ:
            environ["PYTHONPATH"] = os.environ["PYTHONPATH"]
        return environ

    def secbc(self, *words: str, home: Path | None = None, data: Path | None = None) -> Program:
        """secbc with these words; by default with the warm cache and today's data."""
        return Program((sys.executable, str(self._secbc), *words), self.environ(home, data))

    def program(self, name: str, source: str) -> Program:
        """A generated program. It is imported, as secbc is, so that neither is compiled at each run."""
        (self.programs / f"{name}.py").write_text(source, encoding="utf-8")
        script = self._script(f"run_{name}", name)
        return Program((sys.executable, str(script)), self.environ())

    def completing(self, program: Program, line: str) -> Program:
        """The program asked by bash, after Tab, to complete the last word of `line`."""
        asked = {
            "_SECBC_COMPLETE": "complete_bash",
            "COMP_WORDS": line,
            "COMP_CWORD": str(len(line.split()) - 1),
        }
        return Program(program.words, {**program.environ, **asked})

    def _script(self, name: str, module: str) -> Path:
        path = self.programs / f"{name}_script.py"
        path.write_text(_SCRIPT.format(module=module), encoding="utf-8")
        return path
