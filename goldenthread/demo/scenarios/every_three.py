"""Scenarios of moves, of many agencies, and of a plan: who each may be told of, and when its record was opened."""

from goldenthread.demo.places import PRIMARY
from goldenthread.demo.scenarios.not_in import not_in
from goldenthread.demo.scenarios.to_safety import to_safety
from goldenthread.demo.scenarios.to_secondary import to_secondary
from goldenthread.demo.steps import Story

SCENARIOS_THREE = (
    Story(to_safety, 66, (6, 9), at_home=("mum",)),
    Story(not_in, 76, (12, 12), at_home=("foster carer",)),
    Story(to_secondary, 1140, (11, 11), place=PRIMARY, turned=(11, 366)),
)
