"""Delivery: the documents of a published set go to those who are to have them, each once."""

from policyreport.delivery.dispatch import Outcome, resend, resume, send
from policyreport.delivery.notify import notice
from policyreport.delivery.preview import DeliveryPreview, delivery_preview

__all__ = ["DeliveryPreview", "Outcome", "delivery_preview", "notice", "resend", "resume", "send"]
