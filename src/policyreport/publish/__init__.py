"""Publishing: a set of finished files goes into the output folder whole, or not at all, and is written down."""

from policyreport.publish.publish import MANIFEST, holding, issue, place_unissued, put_in_place, settle, take_place
from policyreport.publish.staging import Staging, staging

__all__ = [
    "MANIFEST",
    "Staging",
    "holding",
    "issue",
    "place_unissued",
    "put_in_place",
    "settle",
    "staging",
    "take_place",
]
