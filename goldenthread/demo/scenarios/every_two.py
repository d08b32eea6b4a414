"""More scenarios of the demo, each with when its record is opened and how old its child may be."""

from goldenthread.demo.scenarios import urgent_request
from goldenthread.demo.town import Story

SCENARIOS_TWO = (Story(urgent_request.urgent_request, urgent_request.OPENED, (5, 13)),)
