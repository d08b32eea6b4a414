"""The opening of a setting's own record: of which setting it is, and of what kind."""

from typing import Annotated

from goldenthread.engine import CLEAR, Event, asks
from goldenthread.workflows.setting_record.vocabulary import KEEPERS, OF_THE_SETTING
from goldenthread.workflows.settings_attended import KindOfSetting
from goldenthread.workflows.vocabulary import SettingId


class SettingRecordOpened(Event, tag="setting.record-opened"):
    """A setting's own record was opened. Nothing in it is about one child only, but for visits of agencies."""

    told = "{by} opened the setting's own record: {kind}"
    when = "When was it opened?"
    kept = OF_THE_SETTING
    recorded_by = KEEPERS

    setting: Annotated[SettingId, asks("Which setting is it?"), CLEAR]
    kind: Annotated[KindOfSetting, asks("What kind of setting is it?"), CLEAR]
