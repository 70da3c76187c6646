"""What is otherwise in meaning between two states of the data: records, figures and how things stand."""

from policyreport.difference.comparison import Comparison, compare
from policyreport.difference.figures import FigureChange
from policyreport.difference.records import FieldChange, RecordChange, applied, record_changes, turned
from policyreport.difference.states import StateChange

__all__ = [
    "Comparison",
    "FieldChange",
    "FigureChange",
    "RecordChange",
    "StateChange",
    "applied",
    "compare",
    "record_changes",
    "turned",
]
