"""The setting's own record: every story that can run in it, beside the records of the children who go there.

It is a kind of case of its own: nothing of a child's record can be written here, and nothing of this one there.
"""

from goldenthread.engine import Journey
from goldenthread.workflows.setting_record import agency_visits
from goldenthread.workflows.setting_record.agency_visits import AGENCY_VISITS
from goldenthread.workflows.setting_record.arrangements import ARRANGEMENTS
from goldenthread.workflows.setting_record.consultations import CONSULTATIONS
from goldenthread.workflows.setting_record.directories import DIRECTORIES
from goldenthread.workflows.setting_record.family_events import FAMILY_EVENTS
from goldenthread.workflows.setting_record.family_voice import FAMILY_VOICE
from goldenthread.workflows.setting_record.information import INFORMATION
from goldenthread.workflows.setting_record.opened import SettingRecordOpened
from goldenthread.workflows.setting_record.ordinarily_available import ORDINARILY_AVAILABLE
from goldenthread.workflows.setting_record.policies import POLICIES
from goldenthread.workflows.setting_record.sen_information_report import SEN_INFORMATION_REPORT
from goldenthread.workflows.setting_record.senco import SENCO_POST
from goldenthread.workflows.setting_record.staff_learning import STAFF_LEARNING
from goldenthread.workflows.setting_record.vocabulary import OF_THE_SETTING

SETTING_RECORD = Journey(
    "setting",
    POLICIES,
    CONSULTATIONS,
    SEN_INFORMATION_REPORT,
    SENCO_POST,
    ARRANGEMENTS,
    ORDINARILY_AVAILABLE,
    FAMILY_EVENTS,
    FAMILY_VOICE,
    INFORMATION,
    STAFF_LEARNING,
    AGENCY_VISITS,
    DIRECTORIES,
    opened_by=SettingRecordOpened,
    facts=agency_visits.POLICY,
    words=frozenset({"place"}),
    core=OF_THE_SETTING,
    one="setting",
)
