"""The one table of lint codes: what each means and how to mend it."""

from typing import NamedTuple


class Code(NamedTuple):
    """A lint code's title, what is expected, how to mend it, and whether it only warns."""

    title: str
    expected: str
    mend: str
    warning: bool = False


CODES: dict[str, Code] = {
    # files
    "F001": Code(
        "cannot read the file", "a plain, readable file", "check that the path is a file and can be read"
    ),
    "F002": Code("not UTF-8", "text saved as UTF-8", "save the file again with the encoding UTF-8"),
    "F003": Code("too large", "a file under 1 MiB", "one record a file; shorten the long value"),
    "F004": Code(
        "unexpected file", "only .yaml files, in the folder of their kind", "move, rename or delete it"
    ),
    "F005": Code(
        "bad file name", "a name of a-z, 0-9, hyphen and dot, ending in .yaml", "rename the file to its id"
    ),
    # YAML
    "Y001": Code("not valid YAML", "valid YAML", "check indentation, quotes and colons near this line"),
    "Y002": Code("key written twice", "each key once", "delete or rename one of the two"),
    "Y003": Code("anchors, aliases and tags are not allowed", "plain values", "write the value out in full"),
    "Y004": Code("nested too deeply", "at most 12 levels", "check the indentation"),
    "Y005": Code("more than one document", "one record a file", "split at the line ---"),
    "Y006": Code(
        "not a record", "fields and values, one `name: value` a line", "see data/_template for an example"
    ),
    "Y007": Code(
        "control or bidirectional character", "visible characters only", "delete the hidden character"
    ),
    # types
    "T001": Code(
        "unknown field", "a field of this kind", "check the spelling; data/_template has every field"
    ),
    "T002": Code(
        "missing field", "a required field", "add it; data/_template shows how to say that it is not known"
    ),
    "T003": Code("wrong value", "a value of the field's type", "data/_template shows one"),
    # links between records
    "L001": Code("no such record", "the id of a record", "use that id, or add the record"),
    "L002": Code(
        "source never used", "a source that some record cites", "cite it or delete the file", warning=True
    ),
    "L003": Code(
        "drug of an arm missing from the trial", "each arm's drugs in `drugs` too", "add it to `drugs`"
    ),
    "L004": Code("kinds in a circle", "a `kind_of` that leads upward", "correct `kind_of`"),
    "L005": Code(
        "two records with one name", "names that lead to one record", "drop the name from one of them"
    ),
    "L006": Code(
        "no source", "at least one source on every record", "add the source that you read to `sources`"
    ),
    "L007": Code(
        "left from the template", "values of this record", "replace what says EXAMPLE, or delete the field"
    ),
    "L008": Code(
        "named but not linked", "each drug and trial that the text names in the item's lists", "add its id"
    ),
    "L009": Code(
        "word not explained",
        "abbreviations that the glossary has",
        "use a plain word, or add it to glossary.yaml; say `trial` beside a trial without a record",
    ),
    # completeness
    "C001": Code("recruiting trial in no register", "an NCT, ISRCTN, EU or IRAS number", "add it to `ids`"),
    "C002": Code("NICE decision without its number", "`ref: TA...` on a final decision", "add `ref`"),
    "C003": Code(
        "licence of a stopped drug", "a later row that says what became of it", "add it, or correct `stage`"
    ),
    "C004": Code(
        "drug without a trial", "a trial that names it, or `not_found`", "add one, or say none was found"
    ),
    "C005": Code(
        "research without what happened next",
        "`happened`, or `not_found`",
        "say what came of it, or that you looked",
    ),
    # dates
    "D001": Code("no such day", "a day that exists", "correct the date"),
    "D002": Code("date in the future", "today or earlier", "correct it, or move it to `pending`"),
    "D003": Code(
        "not checked lately",
        "facts compared with their sources within 12 months, 30 days for a recruiting trial",
        "compare again, then set `checked`",
        warning=True,
    ),
    "D004": Code("out of order", "oldest first", "sort the rows by date"),
    # numbers
    "N001": Code(
        "interval does not hold the hazard ratio",
        "low, then hazard ratio, then high",
        "read the source again",
    ),
    "N002": Code("not a share of 100", "a number from 0 to 100", "read the source again"),
    "N003": Code(
        "which groups?",
        "`comparison` with arm names of this trial where it has more than two arms",
        "add `comparison` with the arms' names",
    ),
    "N004": Code(
        "row without a figure",
        "at least one figure, or a `note` that says why none",
        "add the published figure",
    ),
    "N005": Code(
        "verdict does not fit the results",
        "a reported main aim has a verdict other than awaited",
        "correct `verdict.outcome`, or mark the row `primary: false`",
    ),
    # words
    "W001": Code("word not used here", "straight, kind words", "say it another way (see CONTRIBUTING)"),
    "W003": Code(
        "survival in figures",
        "figures on how long people lived in OS rows only",
        "say who lived longer, without figures",
    ),
    "W002": Code(
        "hard to read", "a reading age of 14 or less, best 9 to 11", "use shorter sentences and plainer words"
    ),
}
