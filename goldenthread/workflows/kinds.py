"""The kinds of record that are kept: a child's, and a setting's own."""

from goldenthread.engine import Journeys
from goldenthread.workflows.journey import JOURNEY
from goldenthread.workflows.setting_record.journey import SETTING_RECORD

KINDS = Journeys(JOURNEY, SETTING_RECORD)
