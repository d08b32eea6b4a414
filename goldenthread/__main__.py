"""So that ``python -m goldenthread`` works."""

from goldenthread.cli import main

if __name__ == "__main__":
    main()
