"""Every scenario of the demo: who it may be told of, and how long ago the record was opened."""

from goldenthread.demo.scenarios.own_say import decides_with_help, takes_over
from goldenthread.demo.scenarios.parents_apart import parents_apart
from goldenthread.demo.scenarios.raised_again import raised_again
from goldenthread.demo.scenarios.to_reception import to_reception
from goldenthread.demo.scenarios.two_settings import two_settings
from goldenthread.demo.steps import Story

SCENARIOS = (
    Story(two_settings, 442, (3, 3), at_home=("mum",), turned=(2, 440)),
    Story(raised_again, 150, (5, 9), at_home=("mum", "dad")),
    Story(parents_apart, 200, (6, 9), at_home=("mum",)),
    Story(takes_over, 1200, (17, 17), at_home=("mum",)),
    Story(decides_with_help, 1200, (17, 17), at_home=("mum",)),
    Story(to_reception, 230, (4, 4), turned=(4, 200)),
)
