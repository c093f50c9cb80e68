"""What a person reads when something cannot be done: each error class has its answer here, and only here."""

import secrets

import structlog
from flask import Flask, current_app, jsonify, make_response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError, default_exceptions

from oversight.views.asked import wants_json
from tenants.errors import NotAllowed, NotFound, OversightError
from tenants.text import Lang, Text

log = structlog.get_logger()

WORDS: dict[int, tuple[Text, Text]] = {
    400: (
        Text("这个请求无法理解", "This request could not be understood"),
        Text("请返回上一页重试。您填写的内容没有被改动。", "Go back and try again. Nothing you filed has been changed."),
    ),
    403: (
        Text("您的角色不能执行此操作", "Your role may not do this"),
        Text("如果您认为应当可以，请联系教育局管理员。", "If you think it should, ask the bureau's administrator."),
    ),
    404: (
        Text("没有这个页面，或您无权查看", "There is no such page, or it is not yours to see"),
        Text("请检查地址，或从首页进入。", "Check the address, or start from the home page."),
    ),
    405: (
        Text("不能这样打开此地址", "This address cannot be opened this way"),
        Text("请从首页进入。", "Start from the home page."),
    ),
    409: (Text("这一步现在不能进行", "This cannot be done now"), Text("", "")),
    413: (
        Text("文件太大", "The file is too large"),
        Text("工作簿不能超过25 MB。请删除图片后重新保存再上传。", "A workbook may have at most 25 MB. Remove pictures, save and upload again."),
    ),
    429: (
        Text("操作过于频繁", "Too many tries"),
        Text("请过几分钟再试。", "Wait a few minutes and try again."),
    ),
    500: (
        Text("系统出错了", "Something went wrong on our side"),
        Text("已提交的数据是安全的。请稍后再试；若仍不行，请把下面的编号告诉管理员。", "What you filed is safe. Try again later; if it stays, give the administrator the number below."),
    ),
    503: (
        Text("数据库暂时连不上", "The database cannot be reached at the moment"),
        Text("已提交的数据是安全的，未完成的操作没有写入。请过一分钟再试。", "What you filed is safe and nothing was half-stored. Try again in a minute."),
    ),
}  # fmt: skip

_WAIT_SECONDS = {429: 900, 503: 60}
_STATUS: dict[type[OversightError], int] = {NotFound: 404, NotAllowed: 403}
NO_SCOPE = "HQ001"  # raised by sec.*: nobody's eyes; the sign-in has ended
REFUSED = "HQ002"  # raised by the triggers that keep what was handed in


def init_app(app: Flask) -> None:
    """Register the handlers."""
    app.register_error_handler(OversightError, _mendable)
    app.register_error_handler(DBAPIError, _database)
    app.register_error_handler(500, _bug)
    for code in default_exceptions:
        if code != 500:
            app.register_error_handler(code, _http)


def answer(status: int, *, headline: Text | None = None, says: Text | None = None) -> ResponseReturnValue:
    """The page, or the JSON for a script of ours, of an error."""
    title, advice = WORDS.get(status, WORDS[500] if status >= 500 else WORDS[400])
    spoken = _lang()
    headline, says = headline or title, says or advice
    reference = secrets.token_hex(4).upper()
    log.info("answered_error", status=status, reference=reference)
    wait = {"Retry-After": str(_WAIT_SECONDS[status])} if status in _WAIT_SECONDS else {}
    if wants_json():
        return jsonify(says=(says if says.zh else headline).say(spoken), reference=reference), status, wait
    page = render_template(
        "errors/error.html",
        headline=headline.say(spoken), says=says.say(spoken), status=status, reference=reference,
        is_plain=status in {500, 503},
    )  # fmt: skip
    return make_response(page, status, wait)


def _mendable(error: OversightError) -> ResponseReturnValue:
    for kind in type(error).__mro__:
        if kind in _STATUS:
            return answer(_STATUS[kind], headline=error.text if kind is not NotFound else None)
    return answer(409, says=error.text)


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.code is not None and error.code < 400:
        return error.get_response()
    return answer(error.code or 500)


def _database(error: DBAPIError) -> ResponseReturnValue:
    state = getattr(error.orig, "sqlstate", None)
    if state == REFUSED:
        return answer(
            409, says=Text("已提交的内容不能更改。请刷新页面。", "What was handed in cannot change. Reload the page.")
        )
    if state != NO_SCOPE and isinstance(error, OperationalError | InterfaceError):
        log.warning("database_away", kind=type(error).__name__)
        return answer(503)
    return _bug(InternalServerError(original_exception=error))


def _bug(error: InternalServerError) -> ResponseReturnValue:
    cause = error.original_exception
    orig = getattr(cause, "orig", None)
    # the text of an error may quote what people typed, that of a database error rows: in production only its place is kept
    log.error(
        "bug", kind=type(cause).__name__, state=getattr(orig, "sqlstate", None),
        where=_places(cause), exc_info=None if orig or current_app.config["SETTINGS"].is_production else cause,
    )  # fmt: skip
    return answer(500)


def _places(error: BaseException | None) -> list[str]:
    trace, found = getattr(error, "__traceback__", None), []
    while trace:
        code = trace.tb_frame.f_code
        found.append(f"{code.co_filename.rsplit('/', 2)[-1]}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return found[-6:]


def _lang() -> Lang:
    locale = get_locale()
    return "en" if locale is not None and locale.language == "en" else "zh"
