"""What is known: frozen records, and the facts that are published from them."""

from policyreport.model.base import MOST_DIGITS, Record, Ref, parse_number
from policyreport.model.council import Action, Council, Meeting, Member
from policyreport.model.dataset import Dataset, Path, Places, references
from policyreport.model.facts import Fact, Facts
from policyreport.model.implementation import Budget, Execution, Legislation, Milestone, Organisation, Risk
from policyreport.model.indicator import Formula, Indicator, Observation, Target
from policyreport.model.people import Contact
from policyreport.model.policy import Field, Measure, Policy, Program, Strategy
from policyreport.model.quarter import Quarter
from policyreport.model.record import Event, QuarterReport, Source
from policyreport.model.update import Update

__all__ = [
    "MOST_DIGITS",
    "Action",
    "Budget",
    "Contact",
    "Council",
    "Dataset",
    "Event",
    "Execution",
    "Fact",
    "Facts",
    "Field",
    "Formula",
    "Indicator",
    "Legislation",
    "Measure",
    "Meeting",
    "Member",
    "Milestone",
    "Observation",
    "Organisation",
    "Path",
    "Places",
    "Policy",
    "Program",
    "Quarter",
    "QuarterReport",
    "Record",
    "Ref",
    "Risk",
    "Source",
    "Strategy",
    "Target",
    "Update",
    "parse_number",
    "references",
]
