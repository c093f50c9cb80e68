"""What must hold, or be explained, in R35."""

from tenants.returns.rules import error, query

_ALL = "excellent + qualified + basic + failed"

RULES = (
    error(
        "PA-01",
        "evaluated <= persons",
        ("{post}参评{evaluated}人，多于{persons}人。", "{post}: {evaluated} evaluated, but only {persons} persons."),
        ("参评的是该岗位人员中的一部分，请核对。", "Those evaluated are among the persons of the post; check both."),
        part="evaluation",
    ),
    error(
        "PA-02",
        f"{_ALL} = evaluated",
        (f"{{post}}四个等次合计{{{_ALL}}}人，参评{{evaluated}}人。", f"{{post}}: the four ratings add up to {{{_ALL}}}, evaluated were {{evaluated}}."),
        ("四个等次的人数之和应等于参评人数。", "The four ratings must add up to those evaluated."),
        part="evaluation",
    ),
    query(
        "PA-03",
        "evaluated = persons",
        ("{post}共{persons}人，参评只有{evaluated}人。", "{post}: {evaluated} of {persons} persons were evaluated."),
        ("补评后更正；或说明未参评的原因。", "Evaluate the rest and correct it, or say why they were left out."),
        part="evaluation",
    ),
    query(
        "PA-04",
        "excellent * 100 <= evaluated * 20",
        ("{post}参评{evaluated}人，优秀{excellent}人，超过20%。", "{post}: {excellent} of {evaluated} rated excellent, more than 20%."),
        ("核对等次；确有依据的，说明。", "Check the ratings, or say on what grounds."),
        part="evaluation",
    ),
)  # fmt: skip
