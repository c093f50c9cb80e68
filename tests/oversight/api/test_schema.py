"""The running API against its own description: whatever fits it is answered as described, whatever does not is refused."""

import itertools
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tenants.accounts.tokens import Made
from tests.oversight.api.programs import Programs

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def real(programs: Programs) -> dict[str, str]:
    """Ids that are there, by the name of their parameter."""
    programs.filed()
    return {
        "duty_id": str(programs.duty.id),
        "version_id": str(programs.version().id),
        "upload_id": str(programs.upload_id()),
        "school_code": programs.school.school_code,
        "code": "canteen_operations",
    }


@pytest.mark.parametrize("who", ["clerk", "head", "inspector"])
def test_the_api_is_what_it_says(programs, real, who):
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app=programs.app)
    operations = [each.ok() for each in schema.get_all_operations()]
    assert len(operations) > 15
    tokens = itertools.cycle([programs.token(who) for _ in range(4)])  # each may ask so often a minute
    for operation, token in zip(operations, tokens, strict=False):
        _try(operation, token, real)


def _try(operation: Any, token: Made, real: dict[str, str]) -> None:
    @EXAMPLES
    @given(case=operation.as_strategy(), is_real=st.booleans())
    def asked(case: Any, is_real: bool) -> None:
        if is_real:
            case.path_parameters = {name: real[name] for name in case.path_parameters or {}}
        answer = case.call(headers={**dict(_sendable(case.headers)), "Authorization": f"Bearer {token.token}"})
        case.validate_response(answer, checks=CHECKS)

    asked()


def _sendable(headers: Any) -> Iterator[tuple[str, str]]:
    yield from (headers or {}).items()
