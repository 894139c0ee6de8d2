"""Problem: something wrong in a data file, with the place and the mend."""

import msgspec


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """`path:line: CODE what is wrong`, the line itself, what was expected, how to mend it."""

    path: str
    line: int
    code: str
    message: str
    text: str = ""
    expected: str = ""
    mend: str = ""
    warning: bool = False
