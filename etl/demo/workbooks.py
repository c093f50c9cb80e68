"""Filled workbooks, as a clerk's spreadsheet program saves them, written beside the main process."""

import io
import multiprocessing
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from openpyxl import load_workbook

from etl.workbook.fill import TemplateFill
from etl.workbook.layout import CODE_ROW, FIRST_ROW, sheet_name
from etl.workbook.template import write_template
from tenants.calendar.periods import period_of
from tenants.returns.catalogue import get_return
from tenants.returns.declaration import Kind

_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


@dataclass(frozen=True)
class Order:
    """A workbook to be written."""

    return_code: str
    fill: TemplateFill
    through_other_program: bool = False


def write_workbook(order: Order) -> bytes:
    """The template with its values, saved again by another program where the order says so."""
    period = period_of(order.fill.period_key)
    ret = get_return(order.return_code, period.start)
    target = io.BytesIO()
    write_template(ret, target, order.fill, "zh")
    return _saved_again(order, target.getvalue()) if order.through_other_program else target.getvalue()


class Writers:
    """Processes that write workbooks while the caller waits for them."""

    def __init__(self, processes: int = 1) -> None:
        context = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(processes, mp_context=context)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(cancel_futures=True)

    def write(self, orders: Iterable[Order]) -> Iterator[bytes]:
        """The workbooks in order; while the caller makes up the next order, the ones before are written."""
        futures = [self._pool.submit(write_workbook, each) for each in orders]
        for each in futures:
            yield each.result()


def _saved_again(order: Order, content: bytes) -> bytes:
    """As it comes from another program, with what people type: full-width digits, separators, units."""
    ret = get_return(order.return_code, period_of(order.fill.period_key).start)
    book = load_workbook(io.BytesIO(content))
    kinds = {each.code: each.kind for each in ret.parts[0].fields}
    sheet = book[sheet_name(ret.parts[0], "zh")]
    typed = 0
    for column in range(1, sheet.max_column + 1):
        cell = sheet.cell(FIRST_ROW + 1, column)
        kind = kinds.get(str(sheet.cell(CODE_ROW + 1, column).value))
        if isinstance(cell.value, int | float) and kind in (Kind.INT, Kind.MONEY) and typed < 3:
            whole = f"{cell.value:,.2f}元" if kind is Kind.MONEY else str(int(cell.value)).translate(_FULL_WIDTH)
            cell.value, typed = whole, typed + 1
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()
