"""The stages of a project, in the order of L.project_stage."""

from tenants.returns.lists import LISTS

STAGES = tuple(LISTS["project_stage"])


def from_stage(stage: str) -> str:
    """The condition that a project has reached a stage."""
    return f"project_stage in ({', '.join(since(stage))})"


def since(stage: str) -> tuple[str, ...]:
    """A stage and all later ones."""
    return STAGES[STAGES.index(stage) :]
