"""Personal data stay out of what a template carries for checking offline: rules over them wait for the server."""

from tenants.returns.catalogue import get_return
from tenants.returns.declaration import Return, Sensitivity
from tenants.returns.frame import Frame, Rows
from tenants.returns.notation.checks import checks_of
from tenants.returns.notation.tree import Column, Origin

_EARLIER = ("previous", "last_year", "month", "term", "school_year", "year")


def leave_out_personal(ret: Return, frame: Frame) -> None:
    """Take the personal columns of other rows out of a frame of one version, and let the rules over them wait."""
    for name in _EARLIER:
        for part, rows in getattr(frame, name).items():
            _leave_out(ret, part, rows)
    for place, rows in frame.others.items():
        code, part = place.partition("@")[0].split(".")
        _leave_out(get_return(code, frame.period_start[0]), part, rows)
    for code in _looked_at(ret):
        frame.absent[code] = {0}


def _leave_out(ret: Return, part: str, rows: Rows) -> None:
    for each in ret.part(part).fields:
        if each.sensitivity is Sensitivity.PERSONAL:
            rows.columns.pop(each.code, None)


def _looked_at(ret: Return) -> set[str]:
    """The returns whose personal fields a rule reads elsewhere than in the row at hand."""
    return {
        node.source.return_code
        for check in checks_of(ret).all
        for node in check.tree.walk()
        if isinstance(node, Column)
        and node.field.sensitivity is Sensitivity.PERSONAL
        and node.source.origin is not Origin.OWN
    }
