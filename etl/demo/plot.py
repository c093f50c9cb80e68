"""What becomes of each duty: who files when, what goes wrong, what the bureau says; drawn from the seed."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from etl.demo.calendar import holidays, term_days
from etl.demo.figures.finance import finance_rows, has_meals, opening_purse
from etl.demo.figures.nutrition import Fund, nutrition_rows
from etl.demo.figures.operations import operations_rows
from etl.demo.figures.profile import profile_rows
from etl.demo.mistakes import CORRECTED, ERRORS, SENT_BACK, Rows, SentBack, spoiled
from etl.demo.schools import DemoSchool
from etl.demo.stories import STORIES
from etl.demo.stories.rectification import rectification_rows
from etl.demo.stories.story import Memory, Story
from tenants.calendar.due import due_on
from tenants.calendar.periods import Period, containing, event_on, previous, serial_of
from tenants.returns.catalogue import get_return
from tenants.returns.declaration import PeriodType

ZONE = ZoneInfo("Asia/Shanghai")
MONTHS = 13
_MONTHLY = ("canteen_operations", "canteen_finance")


class Act(StrEnum):
    """Something that somebody does."""

    UPLOAD = "upload"
    NIL = "nil"
    SIGN = "sign"
    REVIEW = "review"
    SEND_BACK = "send_back"
    REOPEN = "reopen"
    READ = "read"  # the head signs a visit
    RECHECK = "recheck"  # an inspector looks again; with words it failed


@dataclass(frozen=True, order=True)
class Scene:
    """One act at its moment; ``number`` is the version it is about, ``take`` counts the uploads of a duty."""

    at: datetime
    school: int  # index
    return_code: str
    period_key: str
    act: Act
    number: int = 1
    take: int = 1
    rows: Rows = field(default_factory=dict, compare=False)
    remark: str = field(default="", compare=False)
    words: str = field(default="", compare=False)  # a reason, or how every query is explained
    cells: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    through_other_program: bool = field(default=False, compare=False)
    wrong_file: bool = field(default=False, compare=False)


def months_until(now: datetime, count: int = MONTHS) -> list[Period]:
    """The latest months that are over."""
    month = previous(containing(PeriodType.MONTH, now.astimezone(ZONE).date()))
    found = [month]
    while len(found) < count:
        found.insert(0, previous(found[0]))
    return found


def told_periods(story: Story, months: list[Period], today: date) -> list[Period]:
    """The latest periods a story is told for: those that schools file by now, none before the first of the months."""
    kind = get_return(story.return_code, today).period
    if kind is PeriodType.EVENT:
        return months[-story.periods :]
    spans = sorted({containing(kind, each.start) for each in months} | {containing(kind, today)})
    filed = [each for each in spans if _due(story, each) - timedelta(days=10) <= today]
    return filed[-story.periods :]


def _due(story: Story, period: Period) -> date:
    first, last = term_days(period) if period.type is PeriodType.TERM else (period.start, period.end)
    code = get_return(story.return_code, period.start).due
    return due_on(code, period, first_teaching_day=first, last_teaching_day=last)


def scenes(schools: list[DemoSchool], unit: DemoSchool, months: list[Period], now: datetime) -> list[Scene]:
    """Everything that schools and the unit of the bureau do until now, in order."""
    special = {each.day: each.is_workday for each in holidays(months[0].start - timedelta(days=120), now.date())}
    found: list[Scene] = []
    for school in schools:
        found += _Filings(school, months, special, now.astimezone(ZONE).date()).all()
    found += _Filings(unit, months, special, now.astimezone(ZONE).date()).of_unit(schools)
    return sorted(each for each in found if each.at <= now)


class _Filings:
    """The story of one school, or of the unit."""

    def __init__(self, school: DemoSchool, months: list[Period], special: dict[date, bool], today: date) -> None:
        self.school, self.months, self.special, self.today = school, months, special, today
        self.last = months[-1]
        self.scenes: list[Scene] = []
        self.bought: dict[tuple[str, str], Decimal] = {}  # food by month and canteen, as the accounts show it

    def all(self) -> list[Scene]:
        years = {containing(PeriodType.SCHOOL_YEAR, each.start) for each in self.months}
        for year in sorted(years):
            self._profile(year)
        if self.school.canteens:
            self._months()
        for story in STORIES:
            if story.unit is None and story.applies(self.school):
                self._tell(story, {"food_bought": self.bought})
        return self.scenes

    def of_unit(self, schools: list[DemoSchool]) -> list[Scene]:
        """What a unit of the bureau files for the district."""
        for story in STORIES:
            if story.unit == self.school.code:
                self._tell(story, {"schools": schools})
        return self.scenes

    def _profile(self, year: Period) -> None:
        draw = self.school.draws("profile", year.key)
        day = self._workday(date(year.start.year, 9, 10) + timedelta(days=draw.randint(0, 19)))
        rows = profile_rows(self.school, year.start.year)
        self._file("school_profile", year, day, rows)

    def _tell(self, story: Story, memory: Memory) -> None:
        if story.days is not None:
            self._record(story, memory)
            return
        for period in told_periods(story, self.months, self.today):
            day = self._filing_day(period) if period.type is PeriodType.MONTH else self._day_before(story, period)
            rows = story.figures(self.school, period, day, memory)
            if period.type is PeriodType.MONTH and self._is_missing(period, story.return_code):
                continue
            if rows is None:
                self._nil(story.return_code, period, day)
            else:
                self._file(story.return_code, period, day, rows)

    def _record(self, story: Story, memory: Memory) -> None:
        """Each event is reported a few days after it happened, now and then too late."""
        assert story.days is not None
        found: list[tuple[date, date]] = []  # reported, happened: numbers are given in the order of reporting
        for month in told_periods(story, self.months, self.today):
            for happened in story.days(self.school, month):
                draw = self.school.draws("report", story.return_code, happened, len(found))
                is_late = draw.random() < 0.2 * (1 - self.school.care)
                after = timedelta(days=draw.randint(11, 20) if is_late else draw.randint(1, 7))
                if story.is_filed_ahead:
                    after = -timedelta(days=draw.randint(1, 5) if is_late else draw.randint(12, 17))
                reported = happened + after
                found.append((self._workday(reported) if after.days > 0 else self._workday_until(reported), happened))
        serials: Counter[int] = Counter()
        for day, happened in sorted(found):
            serials[happened.year] += 1
            event = event_on(happened, serials[happened.year])
            rows = story.figures(self.school, event, day, memory)
            if rows is not None:
                self._file(story.return_code, event, day, rows)
                if story.return_code == "inspection_visit":
                    self._after_visit(event, day, rows)

    def _after_visit(self, event: Period, entered: date, rows: Rows) -> None:
        """The head reads it; the findings are mended, most of them in time, and looked at again."""
        self._add(self._at(self._workdays_on(entered, 3), 11, "read"), "inspection_visit", event, Act.READ)
        limits = {"minor": 30, "general": 15, "serious": 7, "veto": 1}
        for number, finding in enumerate(rows["finding"], 1):
            record = event_on(event.start, serial_of(event) * 100 + number)
            draw = self.school.draws("rectify", record.key)
            if draw.random() < 0.1 + 0.15 * (1 - self.school.care):
                continue  # nothing has been done yet
            latest = limits[finding["severity"]]
            done = event.start + timedelta(
                days=draw.randint((latest + 1) // 2, latest + (4 if draw.random() < 0.12 else 0))
            )
            filed = self._workday(max(done, entered + timedelta(days=8)))  # when the record is there
            self._file("rectification", record, filed, rectification_rows(self.school, record, done))
            again = self._workdays_on(self._signed(filed, 3), draw.randint(1, 3))
            words = "现场查看仍有遗漏，请继续整改。" if draw.random() < 0.1 else ""
            late = "" if (again - done).days <= 10 else "集中安排复查，时间稍晚，现场核实情况属实。"
            self._add(self._at(again, 15, "recheck"), "rectification", record, Act.RECHECK, words=words, remark=late)

    def _day_before(self, story: Story, period: Period) -> date:
        """Most file in the two weeks before the due day, some after it."""
        draw = self.school.draws("day", story.return_code, period.key)
        is_late = draw.random() < 0.25 * (1 - self.school.care)
        return self._workday(
            _due(story, period) + timedelta(days=draw.randint(2, 10) if is_late else -draw.randint(1, 14))
        )

    def _months(self) -> None:
        funds: dict[str, Fund] = {}
        is_pilot = self.school.nutrition_pilot != "none"
        purses = {each.number: opening_purse(self.school, each.number, self.months[0]) for each in self.school.canteens}
        for month in self.months:
            day = self._filing_day(month)
            if not has_meals(self.school, month):
                for code in (*_MONTHLY, *(("nutrition_programme",) if is_pilot else ())):
                    self._nil(code, month, day)
                continue
            operations = operations_rows(self.school, month)
            self._licence(operations, month)
            finance = finance_rows(self.school, month, purses, day)
            for row in finance["main"]:
                bought = row["cost_raw_material"] - row["stock_opening"] + row["stock_closing"]
                self.bought[month.key, row["facility_no"]] = bought
            if is_pilot:
                nutrition = nutrition_rows(self.school, month, funds, day)
                if not self._is_missing(month, "nutrition_programme"):
                    self._file("nutrition_programme", month, day, nutrition)
            if not self._is_missing(month, "canteen_operations"):
                self._file("canteen_operations", month, day, operations)
            if not self._is_missing(month, "canteen_finance"):
                self._file("canteen_finance", month, day, finance)

    def _filing_day(self, month: Period) -> date:
        """Careful schools file early, others on the last day, a few late."""
        draw = self.school.draws("day", month.key)
        first = month.end + timedelta(days=1)
        if draw.random() < 0.02 + 0.3 * (1 - self.school.care) ** 2:
            return self._workday(first + timedelta(days=draw.randint(11, 22)))
        day = self._workday(first + timedelta(days=min(9, round(2 + 8 * (1 - self.school.care) + draw.gauss(1.5, 2)))))
        return day if first <= day <= first + timedelta(days=9) else self._workday(first + timedelta(days=2))

    def _is_missing(self, month: Period, code: str) -> bool:
        draw = self.school.draws("missing", month.key, code)
        chance = 0.003 + 0.07 * (1 - self.school.care) ** 2
        return draw.random() < (chance * 4 if month == self.last else chance)

    def _licence(self, rows: Rows, month: Period) -> None:
        """Two schools let a licence run out and need months to renew it."""
        if self.school.index % 29 != 17:
            return
        row, ran_out = rows["main"][0], self.months[min(6, len(self.months) - 1)].start
        renewed = ran_out + timedelta(days=100)
        if month.end < ran_out + timedelta(days=80):
            row["licence_to"] = ran_out + timedelta(days=12)
        else:
            row["licence_to"] = renewed.replace(year=renewed.year + 5, day=1)

    def _nil(self, code: str, month: Period, day: date) -> None:
        self._add(self._at(day, 9, code), code, month, Act.NIL)
        self._add(self._at(day, 14, code), code, month, Act.SIGN)

    def _file(self, code: str, period: Period, day: date, rows: Rows) -> None:
        """Upload, perhaps twice, sign, and what the bureau makes of it."""
        draw = self.school.draws("story", code, period.key)
        fate = draw.random()
        is_last = period == self.last
        remark = draw.choice(SENT_BACK[code]) if code in SENT_BACK and fate < (0.09 if is_last else 0.025) else None
        first = spoiled(rows, remark.spoil) if remark else rows
        is_fixed_later = code in CORRECTED and 0.9 < fate < 0.912 and not is_last
        if is_fixed_later:
            first = spoiled(rows, CORRECTED[code].spoil)
        take = self._uploads(code, period, day, first, draw.random())
        if take == 0:  # still being worked on
            return
        signed = self._signed(day, draw.randint(0, 2))
        if is_last and 0.55 < fate < 0.63:
            return
        self._add(self._at(signed, 14, code), code, period, Act.SIGN, words=remark.excuse if remark else "")
        decided = self._workdays_on(signed, draw.randint(1, 4) if not is_last else draw.randint(2, 18))
        if remark and first != rows:
            self._send_back(code, period, decided, remark, rows=rows, take=take)
            return
        self._add(self._at(decided, 16, code), code, period, Act.REVIEW)
        if is_fixed_later:
            self._correct(code, period, self._workdays_on(decided, 12 + draw.randint(0, 10)), rows, take)

    def _uploads(self, code: str, period: Period, day: date, rows: Rows, luck: float) -> int:
        """The first files of a duty; gives how many, or 0 where the right one has not come yet."""
        draw = self.school.draws("files", code, period.key)
        chance = 0.05 + 0.12 * (1 - self.school.care)
        other = draw.random() < 0.04
        if code not in ERRORS or luck > chance:
            is_wrong = code in ERRORS and luck > 0.988
            if is_wrong:
                self._add(self._at(day, 9, code), code, period, Act.UPLOAD, rows=rows, wrong_file=True)
            take = 2 if is_wrong else 1
            hour = 10 if is_wrong else 9
            self._add(
                self._at(day, hour, code), code, period, Act.UPLOAD, rows=rows, take=take, through_other_program=other
            )
            return take
        wrong = spoiled(rows, draw.choice(ERRORS[code]))
        self._add(self._at(day, 9, code), code, period, Act.UPLOAD, rows=wrong)
        if period == self.last and luck < chance * 0.6:
            return 0
        self._add(self._at(day, 10, code), code, period, Act.UPLOAD, rows=rows, take=2, through_other_program=other)
        return 2

    def _send_back(self, code: str, period: Period, decided: date, remark: SentBack, *, rows: Rows, take: int) -> None:
        self._add(self._at(decided, 16, code), code, period, Act.SEND_BACK, words=remark.reason, cells=remark.cells)
        draw = self.school.draws("correction", code, period.key)
        if period == self.last and draw.random() < 0.6:
            return
        self._again(code, period, self._workdays_on(decided, draw.randint(1, 3)), rows, take)

    def _correct(self, code: str, period: Period, day: date, rows: Rows, take: int) -> None:
        self._add(self._at(day, 15, code), code, period, Act.REOPEN, words=CORRECTED[code].reason)
        self._again(code, period, self._workdays_on(day, 2), rows, take)

    def _again(self, code: str, period: Period, day: date, rows: Rows, take: int) -> None:
        """The second version: file, signature, decision."""
        self._add(self._at(day, 9, code), code, period, Act.UPLOAD, rows=rows, number=2, take=take + 1)
        self._add(self._at(day, 14, code), code, period, Act.SIGN, number=2)
        self._add(self._at(self._workdays_on(day, 2), 16, code), code, period, Act.REVIEW, number=2)

    def _add(self, at: datetime, code: str, period: Period, act: Act, **more: Any) -> None:
        self.scenes.append(Scene(at, self.school.index, code, period.key, act, **more))

    def _at(self, day: date, hour: int, code: str) -> datetime:
        """A moment within the first half of an hour; the returns of a school a few minutes apart."""
        draw = self.school.draws("minute", day, hour)
        minute = draw.randint(0, 20) + {"canteen_finance": 5, "nutrition_programme": 8}.get(code, 0)
        return datetime.combine(day, time(hour, minute, draw.randint(0, 59)), ZONE)

    def _signed(self, day: date, days: int) -> date:
        return self._workdays_on(day, days) if days else day

    def _workdays_on(self, day: date, count: int) -> date:
        for _ in range(count):
            day = self._workday(day + timedelta(days=1))
        return day

    def _workday_until(self, day: date) -> date:
        """The day itself or the last working day before."""
        while not self.special.get(day, day.weekday() < 5):
            day -= timedelta(days=1)
        return day

    def _workday(self, day: date) -> date:
        """The day itself or the next working day."""
        while not self.special.get(day, day.weekday() < 5):
            day += timedelta(days=1)
        return day
