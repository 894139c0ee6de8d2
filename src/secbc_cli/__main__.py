"""The entry of `secbc` and `python -m secbc_cli`, with what must be set before anything is imported."""

import gc
import os
import signal

gc.disable()  # a short life makes little garbage: 8 ms of a query. Long work turns it on again.


def main() -> None:
    """Run secbc and leave at once with its exit code.

    While modules are imported Ctrl-C simply ends the process (the shell sees 130): an exception
    there would print a traceback, and inside msgspec's own start it crashes the interpreter.
    """
    is_ours = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if is_ours:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from .cli.main import main as run

    if is_ours:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        code = run()
    except KeyboardInterrupt:
        code = 130
    os._exit(code)  # all is written: taking the interpreter down would cost another 14 ms


if __name__ == "__main__":
    main()
