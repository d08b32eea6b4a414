"""What holds for every test: tables are as wide as they are told to be, whatever terminal runs the tests."""

import os

os.environ["COLUMNS"] = "200"
