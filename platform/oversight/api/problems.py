"""What cannot be done, as RFC 9457 problems: one shape for every error under ``/api``, with a pointer at each place."""

import re
import secrets
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

import structlog
from apiflask import APIFlask, HTTPError
from flask import Response, current_app, json
from sqlalchemy.exc import DataError, DBAPIError, InterfaceError, OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError, MethodNotAllowed, default_exceptions

from oversight.api.asked import lang, say
from oversight.errors import NO_SCOPE, REFUSED, WORDS
from tenants.errors import NotAllowed, NotFound, OversightError
from tenants.filing.errors import DraftChanged
from tenants.filing.repeating import KeyTaken
from tenants.text import Text

log = structlog.get_logger()
MEDIA_TYPE = "application/problem+json"
_ABOUT = "/api/v1/#problem-"
_OWN_WORDS: dict[int, Text] = {
    400: Text("请求不是有效的 JSON。", "The body is not valid JSON."),
    401: Text("令牌缺失、无效、已停用或已过期。", "The token is missing, unknown, revoked or expired."),
    404: Text("没有这个地址，或您无权查看。", "There is nothing at this address, or it is not yours to see."),
    405: Text("此地址不接受这个方法。", "This address does not take this method."),
    413: Text("请求过大，最多 {most} MB。", "The body is too large; at most {most} MB."),
    415: Text("请求正文须为 application/json。", "Send the body as application/json."),
    422: Text("请求内容有误，见 errors。", "The request has mistakes; see errors."),
    429: Text("请求过于频繁，请按 Retry-After 等待。", "Too many requests; wait as Retry-After says."),
    500: Text("系统出错，已提交的数据是安全的。", "Something went wrong on our side; what was filed is safe."),
    503: Text("数据库暂时连不上，请稍后再试。", "The database cannot be reached; try again shortly."),
}
_STATUS: dict[type[OversightError], int] = {NotFound: 404, NotAllowed: 403, KeyTaken: 422}
MAX_BODY_MB = 5
KINDS: dict[str, tuple[int, Text]] = {
    "mistaken": (422, Text("内容有误；errors 逐处指出。", "Something sent is wrong; errors names each place.")),
    "bad-request": (400, _OWN_WORDS[400]),
    "unauthorized": (401, _OWN_WORDS[401]),
    "insufficient-scope": (403, Text("令牌没有这项权限。", "The token is not good for this.")),
    "not-allowed": (403, Text("账号的角色不能这样做。", "The role of the account may not do this.")),
    "not-found": (404, _OWN_WORDS[404]),
    "method-not-allowed": (405, _OWN_WORDS[405]),
    "precondition-required": (428, Text("改动草稿须带 If-Match。", "A write of a draft carries If-Match.")),
    "draft-changed": (409, Text("您读取之后有人改动了草稿。", "Somebody changed the draft after you read it.")),
    "draft-exists": (409, Text("已有草稿，请替换它。", "There is a draft: replace it.")),
    "still-reading": (409, Text("先前送来的数据还在检查。", "What was sent before is still being checked.")),
    "open-findings": (
        409,
        Text(
            "还有错误未改或疑问未说明，见 findings。",
            "An error is open or a query lacks its explanation; see findings.",
        ),
    ),
    "signature-outdated": (409, Text("签字所对的数据已变。", "The figures are not those of the digest.")),
    "not-a-draft": (409, Text("这一版已提交。", "The version is submitted.")),
    "duty-closed": (409, Text("本期已关闭。", "The period is closed.")),
    "under-review": (409, Text("本期已提交，正在审核。", "The return is with the bureau.")),
    "already-accepted": (409, Text("本期已通过审核。", "The return is accepted.")),
    "key-taken": (422, Text("Idempotency-Key 已用于别的请求。", "The Idempotency-Key was used for another request.")),
    "request-entity-too-large": (413, _OWN_WORDS[413].fill(most=MAX_BODY_MB)),
    "unsupported-media-type": (415, _OWN_WORDS[415]),
    "too-many-requests": (429, _OWN_WORDS[429]),
    "service-unavailable": (503, _OWN_WORDS[503]),
}
"""What ``type`` may say, for the page that describes the API; some other refusals of filing say their own in ``detail``."""


class Refused(Exception):
    """The request is answered with a problem."""

    def __init__(
        self,
        status: int,
        kind: str,
        says: Text,
        *,
        errors: Sequence[dict[str, Any]] = (),
        headers: dict[str, str] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(kind)
        self.status, self.kind, self.says = status, kind, says
        self.errors, self.headers, self.more = list(errors), headers or {}, more


def init_app(api: APIFlask) -> None:
    """Answer every error of the API as a problem."""
    api.register_error_handler(Refused, _refused)
    api.register_error_handler(OversightError, _mendable)
    api.register_error_handler(DBAPIError, _database)
    api.register_error_handler(HTTPError, _mistaken)
    api.register_error_handler(500, _bug)
    for code in default_exceptions:
        if code != 500:
            api.register_error_handler(code, _http)


def problem(status: int, kind: str, says: Text, *, headers: dict[str, str] | None = None, **more: Any) -> Response:
    """A problem document."""
    reference = secrets.token_hex(4).upper()
    told = {
        "type": f"{_ABOUT}{kind}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": say(says),
        "instance": f"urn:houqin:{reference}",
        **more,
    }
    log.info("answered_problem", status=status, kind=kind, reference=reference)
    body = json.dumps(told).encode(errors="replace")  # a pointer may quote half a character
    answer = Response(body, status=status, mimetype=MEDIA_TYPE, headers=headers)
    answer.headers["Content-Language"] = "zh-CN" if lang() == "zh" else "en"
    return answer


def _refused(error: Refused) -> Response:
    more = error.more | ({"errors": error.errors} if error.errors else {})
    return problem(error.status, error.kind, error.says, headers=error.headers, **more)


def _mendable(error: OversightError) -> Response:
    status = next((_STATUS[each] for each in type(error).__mro__ if each in _STATUS), 409)
    more: dict[str, Any] = {}
    if isinstance(error, DraftChanged):
        more = {"revision": error.revision, "changed_by": sorted({each.by for each in error.edits})}
    says = _OWN_WORDS[404] if isinstance(error, NotFound) else error.text
    return problem(status, kind_of(type(error)), says, **more)


def _mistaken(error: HTTPError) -> Response:
    """What does not fit its schema, each with a pointer."""
    detail = error.detail if isinstance(error.detail, dict) else {}
    errors = [
        {"pointer": _pointer(place, path), "detail": message}
        for place, mistakes in detail.items()
        for path, messages in mistakes.items()
        for message in messages
    ]
    return problem(error.status_code, "mistaken", _OWN_WORDS.get(error.status_code, _OWN_WORDS[422]), errors=errors)


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    if status < 400:
        return error.get_response()  # type: ignore[return-value]  # Flask's own redirects are responses of Flask
    words = _OWN_WORDS.get(status) or WORDS.get(status, WORDS[400])[0]
    headers = {}
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return problem(status, _slug(HTTPStatus(status).phrase), words.fill(most=MAX_BODY_MB), headers=headers)


def _database(error: DBAPIError) -> Response:
    state = getattr(error.orig, "sqlstate", None)
    if state == REFUSED:
        return problem(409, "handed-in", Text("已提交的内容不能更改。", "What was handed in cannot change."))
    if state == NO_SCOPE:  # revoked while the request was under way
        return problem(401, "unauthorized", _OWN_WORDS[401], headers={"WWW-Authenticate": "Bearer"})
    if isinstance(error, DataError):  # a character that no database keeps
        return problem(422, "mistaken", _OWN_WORDS[422])
    if isinstance(error, OperationalError | InterfaceError):
        return problem(503, "service-unavailable", _OWN_WORDS[503], headers={"Retry-After": "60"})
    return _bug(InternalServerError(original_exception=error))


def _bug(error: InternalServerError) -> Response:
    cause = error.original_exception
    is_told = not getattr(cause, "orig", None) and not current_app.config["SETTINGS"].is_production
    log.error("bug", kind=type(cause).__name__, exc_info=cause if is_told else None)
    return problem(500, "internal-server-error", _OWN_WORDS[500])


def kind_of(error: type[OversightError]) -> str:
    """What a kind of error is called in ``type``: OpenFindings is ``open-findings``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", error.__name__).lower()


def _slug(phrase: str) -> str:
    return re.sub(r"[^a-z]+", "-", phrase.lower()).strip("-")


def _pointer(place: str, path: str) -> str:
    """``/parts/main`` in the body; the name of a parameter elsewhere."""
    return "/" + path.replace(".", "/") if place == "json" else path
