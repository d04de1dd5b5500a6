"""Which cases and conversations a person of the desk reaches. Everything else does not exist for them."""

from __future__ import annotations

from casework.store.database import UnitOfWork
from casework.store.models import Attachment, Case, Conversation, Handoff, Staff


class NotFound(LookupError):
    """No such thing, or one of another branch: the person cannot tell which."""


def sees_every_branch(staff: Staff) -> bool:
    """Leads above all branches: their cases are those of every branch and of none."""
    return staff.role == "lead" and staff.branch_code is None


def branches_of(staff: Staff) -> tuple[str, ...] | None:
    """The branch codes whose work the person sees; None for every branch."""
    if sees_every_branch(staff):
        return None
    return (staff.branch_code,) if staff.branch_code else ()


def may_see_case(staff: Staff, case: Case) -> bool:
    """Own branch, or own case wherever it is; the administration sees no case at all."""
    if staff.role == "admin":
        return False
    if sees_every_branch(staff) or case.handler_id == staff.id:
        return True
    return case.branch_code is not None and case.branch_code == staff.branch_code


def may_see(staff: Staff, conversation: Conversation, case: Case | None, handoff: Handoff | None) -> bool:
    """Conversations of cases one may see, and those that no branch has yet.

    Before a workplace is known nobody can say whose they are, and someone must
    still be able to step in: so they are open to every desk.
    """
    if staff.role == "admin":
        return False
    if conversation.handler_id == staff.id or (case is not None and may_see_case(staff, case)):
        return True
    if handoff is not None and (handoff.owner_id == staff.id or handoff.branch_code is not None):
        return handoff.owner_id == staff.id or handoff.branch_code == staff.branch_code or sees_every_branch(staff)
    if case is None or (case.branch_code is None and case.state == "draft"):
        return True
    return handoff is not None and handoff.state == "waiting" and case.branch_code is None


def find_case(uow: UnitOfWork, staff: Staff, number: str) -> Case:
    """The case with this draft or receipt number. Raises NotFound."""
    case = uow.cases.by_number(number) or uow.cases.by_receipt(number)
    if case is None:
        raise NotFound(number)
    if may_see_case(staff, case):
        return case
    for conversation in uow.conversations.of_case(case.id):
        if may_see(staff, conversation, case, uow.handoffs.open_for(conversation.id)):
            return case
    raise NotFound(number)


def find_conversation(uow: UnitOfWork, staff: Staff, id: str, *, lock: bool = False) -> Conversation:
    """The conversation, locked until the commit on wish. Raises NotFound."""
    conversation = uow.conversations.for_update(id) if lock else uow.conversations.get(id)
    if conversation is None:
        raise NotFound(id)
    case = uow.cases.get(conversation.case_id) if conversation.case_id is not None else None
    if not may_see(staff, conversation, case, uow.handoffs.open_for(id)):
        raise NotFound(id)
    return conversation


def find_attachment(uow: UnitOfWork, staff: Staff, id: int) -> Attachment:
    """A file of a conversation that the person may see. Raises NotFound."""
    attachment = uow.attachments.get(id)
    if attachment is None:
        raise NotFound(str(id))
    find_conversation(uow, staff, attachment.conversation_id)
    return attachment
