"""Every pack there is. None of them is part of the running journey."""

from goldenthread.engine import Pack
from goldenthread.workflows.packs.reform_2026 import REFORM_2026

PACKS: dict[str, Pack] = {one.name: one for one in (REFORM_2026,)}
