"""Every scenario of the demo: who it may be told of, and how long ago the record was opened."""

from goldenthread.demo.places import PRIMARY
from goldenthread.demo.scenarios import refused_and_won, service_family, two_years_of_paper, urgent_request
from goldenthread.demo.scenarios.not_in import not_in
from goldenthread.demo.scenarios.own_say import decides_with_help, takes_over
from goldenthread.demo.scenarios.parents_apart import parents_apart
from goldenthread.demo.scenarios.raised_again import raised_again
from goldenthread.demo.scenarios.to_reception import to_reception
from goldenthread.demo.scenarios.to_safety import to_safety
from goldenthread.demo.scenarios.to_secondary import to_secondary
from goldenthread.demo.scenarios.two_settings import two_settings
from goldenthread.demo.steps import Story

SCENARIOS = (
    Story(two_settings, 442, (3, 3), at_home=("mum",), turned=(2, 440)),
    Story(raised_again, 150, (5, 9), at_home=("mum", "dad")),
    Story(urgent_request.urgent_request, urgent_request.OPENED, (5, 13)),
    Story(parents_apart, 200, (6, 9), at_home=("mum",)),
    Story(two_years_of_paper.two_years_of_paper, two_years_of_paper.OPENED, (7, 10)),
    Story(service_family.service_family, service_family.OPENED, (6, 10)),
    Story(takes_over, 1200, (17, 17), at_home=("mum",)),
    Story(decides_with_help, 1200, (17, 17), at_home=("mum",)),
    Story(refused_and_won.refused_and_won, refused_and_won.OPENED, (6, 9)),
    Story(to_safety, 66, (6, 9), at_home=("mum",)),
    Story(not_in, 76, (12, 12), at_home=("foster carer",)),
    Story(to_reception, 230, (4, 4), turned=(4, 200)),
    Story(to_secondary, 1140, (11, 11), place=PRIMARY, turned=(11, 366)),
)
