"""Put each example command's real output into README.md, or (--check) say what is stale."""

import re
import subprocess
import sys
from difflib import unified_diff
from os import environ
from pathlib import Path
from tempfile import TemporaryDirectory

README = Path(__file__).parent.parent / "README.md"
TODAY = "2026-11-23"
"""The day that the examples are shown for: ages in them would change daily otherwise."""

_BLOCK = re.compile(r"(?P<head><!-- run: (?P<command>.+?) -->\n```text\n).*?(?P<tail>```\n)", re.DOTALL)


def output_of(command: str, cache: str) -> str:
    """What the command prints in a shell at 80 columns on TODAY."""
    bin_folder = str(Path(sys.executable).parent)
    ran = subprocess.run(
        ["bash", "-c", command],
        env={
            **environ,
            "PATH": f"{bin_folder}:{environ.get('PATH', '')}",
            "SECBC_TODAY": TODAY,
            "SECBC_CACHE_DIR": cache,
            "COLUMNS": "80",
            "NO_COLOR": "1",
            "PYTHONIOENCODING": "utf-8",
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return f"$ {command}\n{ran.stdout}"


def filled(text: str) -> str:
    """The README with each block's output as it is now."""
    with TemporaryDirectory() as cache:
        return _BLOCK.sub(lambda m: m["head"] + output_of(m["command"], cache) + m["tail"], text)


def main() -> int:
    """Write the README, or with --check compare only; 1 if it was stale."""
    text = README.read_text(encoding="utf-8")
    new = filled(text)
    if "--check" in sys.argv[1:]:
        old_lines, new_lines = text.splitlines(True), new.splitlines(True)
        sys.stderr.writelines(unified_diff(old_lines, new_lines, "README.md", "real output", n=0))
        return int(new != text)
    README.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
