"""The form in which anybody complains: about a school or not, with a name or without; answered with a number."""

from dataclasses import dataclass
from typing import Any

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from limits import RateLimitItemPerHour
from sqlalchemy.orm import Session
from werkzeug.exceptions import TooManyRequests

from oversight.access import open_to_all, pools
from oversight.views.asked import lang, now
from oversight.views.public.blueprint import bp
from tenants.complaints.receiving import Complaint, Contact, take_in
from tenants.publishing.public import districts_on_show, find_schools
from tenants.returns.lists import LISTS
from tenants.scope.sessions import public_session

BY_ADDRESS = RateLimitItemPerHour(10)
_SHORTEST, _LONGEST = 10, 2000
_LONGEST_NAME, _LONGEST_PHONE = 30, 20
_MOST_NAMED = 5


@dataclass(frozen=True)
class Read:
    """What was typed: a complaint, or what is wrong with it."""

    complaint: Complaint | None
    problems: dict[str, str]


@bp.get("/complaints/new")
@open_to_all
def complain() -> ResponseReturnValue:
    """The empty form; ``school`` fills in a school."""
    return _form({"school": request.args.get("school", "")[:_LONGEST_NAME]}, {})


@bp.post("/complaints/new")
@open_to_all
def take_complaint() -> ResponseReturnValue:
    """Keep it and say its number; what is wrong is said at its field, and nothing is kept."""
    typed = {name: value.replace("\x00", "").strip() for name, value in request.form.items()}
    with public_session(pools()) as session:
        read = _read(session, typed)
        if read.complaint is None:
            return _form(typed, read.problems), 422
        limits: Any = current_app.extensions["houqin.limiter"].limiter
        if not limits.hit(BY_ADDRESS, "complaint", request.remote_addr or ""):
            raise TooManyRequests
        keyring = pools().keyring
        assert keyring is not None  # every start has keys
        number = take_in(session, read.complaint, keyring, at=now())
    return redirect(url_for(".complaint_taken", number=number), 303)


@bp.get("/complaints/taken")
@open_to_all
def complaint_taken() -> ResponseReturnValue:
    """The number, and what happens next."""
    return render_template("public/complaint_taken.html", number=request.args.get("number", "")[:_LONGEST_NAME])


def _form(typed: dict[str, str], problems: dict[str, str]) -> str:
    return render_template(
        "public/complain.html",
        typed=typed,
        problems=problems,
        domains=[(code, label.say(lang())) for code, label in LISTS["complaint_domain"].items()],
        longest=(_LONGEST, _LONGEST_NAME, _LONGEST_PHONE),
    )


def _read(session: Session, typed: dict[str, str]) -> Read:
    problems: dict[str, str] = {}
    school_code, district_code = _school(session, typed.get("school", ""), problems)
    if typed.get("domain") not in LISTS["complaint_domain"]:
        problems["domain"] = _("Choose one.")
    if not _SHORTEST <= len(typed.get("content", "")) <= _LONGEST:
        problems["content"] = _("Write %(least)s to %(most)s characters.", least=_SHORTEST, most=_LONGEST)
    is_anonymous = bool(typed.get("anonymous"))
    for name, most in () if is_anonymous else (("contact_name", _LONGEST_NAME), ("contact_phone", _LONGEST_PHONE)):
        if not typed.get(name):
            problems[name] = _("Fill this in, or choose to stay unnamed.")
        elif len(typed[name]) > most:
            problems[name] = _("At most %(n)s characters.", n=most)
    if problems:
        return Read(None, problems)
    contact = None if is_anonymous else Contact(name=typed["contact_name"], phone=typed["contact_phone"])
    made = Complaint(
        district_code=district_code,
        school_code=school_code,
        domain=typed["domain"],
        content=typed["content"],
        contact=contact,
    )
    return Read(made, {})


def _school(session: Session, words: str, problems: dict[str, str]) -> tuple[str | None, str]:
    """The school that is meant, and the district; where that is not clear, it is a problem of the field."""
    found = find_schools(session, words, most=_MOST_NAMED) if words else []
    exact = [each for each in found if words in (each.code, each.name.zh, each.name.en)]
    if len(exact) == 1 or len(found) == 1:
        school = (exact or found)[0]
        return school.code, school.district_code
    districts = districts_on_show(session)
    if not words and len(districts) == 1:
        return None, districts[0]
    if found:
        names = "、".join(f"{each.name.say(lang())} {each.code}" for each in found)
        problems["school"] = _("Several schools fit; type the code of one: %(names)s.", names=names)
    else:
        problems["school"] = _("No school fits; type its name or code as on the page of schools.")
    return None, ""
