"""Every write of filing, in one place to import from; each lives in a module of its own subject."""

from tenants.filing.automatic import accept_due
from tenants.filing.closing import close_duties, open_duties
from tenants.filing.justifying import justify, justify_all
from tenants.filing.reviewing import CellToReturn, accept, reopen, send_back
from tenants.filing.submitting import file_nil, open_findings, sign_and_submit
from tenants.filing.uploads import Receipt, receive_upload

__all__ = [
    "CellToReturn",
    "Receipt",
    "accept",
    "accept_due",
    "close_duties",
    "file_nil",
    "justify",
    "justify_all",
    "open_duties",
    "open_findings",
    "receive_upload",
    "reopen",
    "send_back",
    "sign_and_submit",
]
