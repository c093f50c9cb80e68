"""What somebody typed into a form that came too late: kept in the page, and sent again after signing in."""

from dataclasses import asdict, dataclass

from flask import current_app, request
from itsdangerous import BadData, URLSafeSerializer

from oversight.access.targets import safe_target

_SECRET = ("password", "code", "csrf_token")  # never put back into a page


@dataclass(frozen=True)
class Kept:
    """A form as it was sent, without its secrets and files."""

    target: str
    fields: list[tuple[str, str]]
    asks_password: bool  # the form had a password, which must be typed again
    had_file: bool  # a file cannot be put back: the page is opened again instead
    back: str  # the page the form was on


def keep_form() -> Kept:
    """The form of this request."""
    fields = [(name, value) for name, value in request.form.items(multi=True) if not _is_secret(name)]
    files = [each for each in request.files.values() if each.filename]
    return Kept(
        target=request.full_path.rstrip("?"),
        fields=fields,
        asks_password="password" in request.form,
        had_file=bool(files),
        back=_page_before(),
    )


def pack(kept: Kept) -> str:
    """As text to travel in a page; signed, so that nobody else writes a form in our name."""
    packed: str | bytes = _serializer().dumps(asdict(kept))
    return packed if isinstance(packed, str) else packed.decode()


def unpack(packed: str) -> Kept | None:
    """The form again; None if it is not one of ours."""
    try:
        content = _serializer().loads(packed)
        return Kept(**content | {"fields": [(name, value) for name, value in content["fields"]]})
    except (BadData, TypeError, KeyError, ValueError):
        return None


def _is_secret(name: str) -> bool:
    return any(each in name for each in _SECRET)


def _page_before() -> str:
    came_from = request.referrer or ""
    here = request.host_url.rstrip("/")
    if came_from.startswith(here + "/"):
        return safe_target(came_from.removeprefix(here), default="/")
    return "/"


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.secret_key), salt="form kept")
