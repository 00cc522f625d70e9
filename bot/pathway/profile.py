"""What a person has told: every field may be missing, and missing is not "no"."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, field_validator

from bot.knowledge.condition import PROVINCES

Stage = Literal["student", "graduate", "resident", "practising"]
Status = Literal["citizen", "pr", "pr-applied", "refugee", "refugee-claimant", "work-permit", "study-permit", "none"]

_MONTH = r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])"
_MONTH_PATTERN = re.compile(rf"^{_MONTH}$")
_EXAM_PATTERN = re.compile(rf"^(?:passed|none|failed-[1-9]|booked:{_MONTH})$")


def _month(value: Any) -> Any:
    if isinstance(value, str) and not _MONTH_PATTERN.match(value):
        raise ValueError("a month is written YYYY-MM, like 2027-05")
    return value


def _exam(value: Any) -> Any:
    if isinstance(value, str) and not _EXAM_PATTERN.match(value):
        raise ValueError("an exam is passed, none, failed-1, failed-2 ... or booked:YYYY-MM")
    return value


def _code(value: Any) -> Any:
    return value.upper() if isinstance(value, str) else value


Month = Annotated[str, BeforeValidator(_month)]
Exam = Annotated[str, BeforeValidator(_exam)]
Code = Annotated[str, BeforeValidator(_code), Field(pattern=r"^[A-Z]{2}$")]


class Exams(BaseModel):
    """What became of each exam."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    mccqe: Exam | None = None
    nac: Exam | None = None
    tdm: Exam | None = None
    usmle: Exam | None = None
    language: Literal["passed", "none", "expired"] | None = None


class Profile(BaseModel):
    """A person, as `pathway --json` takes it. `ticked` and `begun` are ids of steps that the person marked.

    `living_in` is a province code or else an ISO 3166 country; where a code is both (NL, PE, SK), it is the province.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    stage: Stage | None = None
    school_country: Code | None = None
    graduation: Month | None = None
    status: Status | None = None
    living_in: Code | None = None
    postgraduate_years: float | None = Field(default=None, ge=0, le=60)
    practice_years: float | None = Field(default=None, ge=0, le=80)
    last_practice: Month | None = None
    exams: Exams = Exams()
    languages: tuple[Literal["en", "fr"], ...] | None = None
    provinces: tuple[Code, ...] | None = None
    discipline: Literal["family", "specialty", "open"] | None = None
    earlier_matches: int | None = Field(default=None, ge=0, le=50)
    matched_before: bool | None = None
    match_year: int | None = Field(default=None, ge=1990, le=2100)
    ticked: tuple[str, ...] = ()
    begun: tuple[str, ...] = ()

    @field_validator("exams", mode="before")
    @classmethod
    def _no_exams(cls, value: Any) -> Any:
        return {} if value is None else value

    @field_validator("provinces")
    @classmethod
    def _known_provinces(cls, value: tuple[str, ...] | None) -> tuple[str, ...] | None:
        for code in value or ():
            if code not in PROVINCES:
                raise ValueError(f"{code!r} is not the code of a province or territory")
        return value

    @property
    def lives_in_canada(self) -> bool | None:
        """None where the place is not known."""
        if self.living_in is None:
            return None
        return self.living_in in PROVINCES or self.living_in == "CA"

    @property
    def in_hand(self) -> bool:
        """Citizenship or permanent residence is known to be there."""
        return self.status in ("citizen", "pr")

    @property
    def only_second(self) -> bool:
        """Whether a residency in Canada or the US, earlier or now, leaves the second iteration alone (`prior-residency-training`)."""
        here = self.stage == "resident" and (self.living_in == "US" or self.lives_in_canada is True)
        return self.matched_before is True or (here and self.matched_before is None)

    def failed(self, exam: str) -> int:
        """How often `exam` (`mccqe`, `nac`) was failed, as far as is known."""
        value = getattr(self.exams, exam)
        return int(value.removeprefix("failed-")) if value and value.startswith("failed-") else 0

    def passed(self, exam: str) -> bool:
        """Whether `exam` is known to be passed."""
        return bool(getattr(self.exams, exam) == "passed")

    def booked(self, exam: str) -> dt.date | None:
        """The first day of the month for which `exam` is booked."""
        value = getattr(self.exams, exam)
        return month_start(value.removeprefix("booked:")) if value and value.startswith("booked:") else None

    @property
    def us_md_canadian_stream(self) -> bool:
        """A US degree from before July 2025: the Canadian stream, if it is an MD (`us-md-graduates`)."""
        return self.school_country == "US" and self.graduation is not None and self.graduation < "2025-07"

    @property
    def needs_nac(self) -> bool:
        """Whether a NAC still has to be passed and can be: three tries, and not in the Canadian stream."""
        return not (self.passed("nac") or self.us_md_canadian_stream or self.failed("nac") >= 3)

    @property
    def needs_mccqe(self) -> bool:
        """Whether an MCCQE still has to be passed and can be: four tries."""
        return not (self.passed("mccqe") or self.failed("mccqe") >= 4)


def month_start(month: str) -> dt.date:
    """`2027-05` as May 1, 2027."""
    year, number = month.split("-")
    return dt.date(int(year), int(number), 1)


def read_profile(given: Any) -> Profile:
    """A profile from JSON. Raises `ValueError` naming the field and what it may be."""
    try:
        return Profile.model_validate(given)
    except ValidationError as error:
        parts = []
        for found in error.errors():
            where = ".".join(str(part) for part in found["loc"]) or "profile"
            parts.append(f"{where}: {found['msg']}")
        raise ValueError("; ".join(parts)) from None
