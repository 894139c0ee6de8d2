"""The ways an answer can fail, each with its exit code. Anyone may raise them; only main catches."""

from enum import IntEnum

from .problem import Problem


class ExitCode(IntEnum):
    """What the shell is told. Documented in the README and in `secbc --help`."""

    ANSWERED = 0
    BUG = 1
    USAGE = 2
    NOT_FOUND = 3
    PROBLEMS = 4
    REGISTRY = 5
    INTERRUPTED = 130


class SecbcError(Exception):
    """A sentence for the user, and what to try; `exit_code` says how it ends."""

    exit_code = ExitCode.BUG

    def __init__(self, message: str, *hints: str) -> None:
        super().__init__(message)
        self.message = message
        self.hints = hints


class UsageError(SecbcError):
    """The command's words are off."""

    exit_code = ExitCode.USAGE


class NoSuchName(SecbcError):
    """No record has this name, or more than one has."""

    exit_code = ExitCode.NOT_FOUND


class KnowledgeError(SecbcError):
    """The data folder cannot be used at all."""

    exit_code = ExitCode.PROBLEMS

    def __init__(self, message: str, *hints: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message, *hints)
        self.problems = problems


class CannotWrite(SecbcError):
    """The answer could not be written: a full disk, a closed stream."""


class IndexBroken(SecbcError):
    """The index file is damaged: it is thrown away and built again."""


class RegistryError(SecbcError):
    """The registry gave nothing that can be used."""

    exit_code = ExitCode.REGISTRY


class Refused(RegistryError):
    """The registry did not accept the question (400): its words say why."""


class NotInRegistry(RegistryError):
    """The registry has no such record (404)."""


class LiveBroken(SecbcError):
    """The copy of the registry cannot be read."""

    exit_code = ExitCode.PROBLEMS

    def __init__(self, message: str) -> None:
        super().__init__(
            f"The copy of the registry cannot be read: {message}", "secbc forget registry", "secbc update"
        )
