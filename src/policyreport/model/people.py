"""The people who answer for the policy: who is responsible, who deals with it, who attends its meetings."""

from __future__ import annotations

from typing import Annotated

from policyreport.model.base import AudienceCode, Entry, Id, Ref, Text
from policyreport.model.code_lists import Coded
from policyreport.model.delivery import MailAddress


class Contact(Entry):
    """A person of the office, for the ``programs`` that are named or, where none is, for the policy as a whole.

    A person is for the office alone until ``audience`` says otherwise, so that no name is handed out because a line was
    forgotten.
    """

    id: Id
    name: Text
    position: Text | None = None
    department: Text | None = None
    telephone: Text | None = None
    mail: MailAddress | None = None
    role: Annotated[str, Coded("contact_roles")]
    programs: Annotated[tuple[Id, ...], Ref("programs")] = ()
    audience: AudienceCode = "internal"
