"""The published definitions of a district as declarations, each made once."""

from collections import OrderedDict
from datetime import datetime
from threading import Lock

from sqlalchemy import select
from sqlalchemy.orm import Session

from tenants.returns.declaration import Return
from tenants.supplementary.declaring import declare
from tenants.supplementary.models import SupplementaryReturn

_MOST = 500
_Key = tuple[int, str, datetime]
_made: OrderedDict[_Key, Return] = OrderedDict()
_lock = Lock()


def published_returns(session: Session) -> tuple[Return, ...]:
    """What the district in scope has published, in the order of its numbers."""
    asked = select(SupplementaryReturn).where(SupplementaryReturn.published_from.is_not(None))
    kept = sorted(session.scalars(asked), key=lambda each: int(each.number[1:]))
    return tuple(_declared(each) for each in kept)


def _declared(kept: SupplementaryReturn) -> Return:
    """The same object each time: what is compiled for a declaration is kept beside it."""
    key = (kept.district_id, kept.code, kept.changed_at)
    with _lock:
        found = _made.get(key)
        if found is not None:
            _made.move_to_end(key)
            return found
    made = declare(kept)
    with _lock:
        _made[key] = made
        while len(_made) > _MOST:
            _made.popitem(last=False)
        return made
