"""The entry of `secbc` and `python -m secbc_cli`: so thin that Ctrl-C is caught during imports too."""

import gc
import sys

gc.disable()  # a short life makes little garbage: 8 ms of a query. Long work turns it on again.


def main() -> None:
    """Run secbc and leave with its exit code."""
    try:
        from .cli.main import main as run
    except KeyboardInterrupt:
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()
