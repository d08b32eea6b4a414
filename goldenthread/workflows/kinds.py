"""The kinds of record that are kept: a child's, and a setting's own."""

from goldenthread.engine import Journeys
from goldenthread.workflows.journey import JOURNEY

KINDS = Journeys(JOURNEY)
