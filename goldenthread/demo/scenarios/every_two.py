"""More scenarios of the demo, each with when its record is opened and how old its child may be."""

from goldenthread.demo.scenarios import refused_and_won, service_family, two_years_of_paper, urgent_request
from goldenthread.demo.town import Story

SCENARIOS_TWO = (
    Story(urgent_request.urgent_request, urgent_request.OPENED, (5, 13)),
    Story(refused_and_won.refused_and_won, refused_and_won.OPENED, (6, 9)),
    Story(service_family.service_family, service_family.OPENED, (6, 10)),
    Story(two_years_of_paper.two_years_of_paper, two_years_of_paper.OPENED, (7, 10)),
)
