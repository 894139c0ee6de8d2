"""What `secbc check` found, for people."""

from ..model.problem import Problem
from .document import Document, Facts, Prose, Section, Text
from .words import plural


def page(problems: tuple[Problem, ...], files: int, records: int, reading_age: float, again: str) -> Document:
    """Every problem as `path:line: CODE ...`, the line, what was expected, how to mend it."""
    errors = sum(not p.warning for p in problems)
    warnings = len(problems) - errors
    bad = len({p.path for p in problems})
    summary = (
        f"{plural(errors, 'error')} and {plural(warnings, 'warning')} in {bad} of {plural(files, 'file')}."
    )
    lines = [Text(summary, "stopped" if errors else "warning" if warnings else "recruiting")]
    lines.append(
        Text(f"{plural(records, 'record')} read. Median reading age of lay text: {reading_age:.1f} years.")
    )
    if any(p.code[0] in "FYT" for p in problems):
        lines.append(Text("Files with F, Y or T codes could not be read whole: mend these, then run again."))
    sections = [_section(p) for p in problems]
    sections.append(Section("Summary", (Prose(tuple(lines)),)))
    return Document(
        title="Check",
        kicker="the knowledge base",
        lead=(lines[0],),
        sections=tuple(sections),
        next=(again,) if problems else (),
    )


def _section(problem: Problem) -> Section:
    """`path:line: CODE what is wrong`, then the line, what was expected, how to mend it."""
    kind = "warning: " if problem.warning else ""
    rows = [(f"Line {problem.line}", problem.text.strip())] if problem.text.strip() else []
    rows += [("Expected", problem.expected), ("Mend", problem.mend)]
    heading = f"{problem.path}:{problem.line}: {problem.code} {kind}{problem.message}"
    return Section(heading, (Facts(tuple((label, (Text(words),)) for label, words in rows)),))
