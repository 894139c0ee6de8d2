"""python -m secbc_cli"""

from secbc_cli.cli.main import main

if __name__ == "__main__":
    main()
