"""The registry of transforms, and running a wire's steps there and back."""

from __future__ import annotations

from collections.abc import Sequence

from xerodesk.domain.values import Value
from xerodesk.mapping.compiled import Surroundings
from xerodesk.mapping.transform_kinds import TransformKind, WayBack
from xerodesk.mapping.transforms_text import TEXT_TRANSFORMS
from xerodesk.mapping.transforms_values import VALUE_TRANSFORMS, reversible
from xerodesk.mapping.wires import Transform

TRANSFORMS: dict[str, TransformKind] = {kind.name: kind for kind in (*TEXT_TRANSFORMS, *VALUE_TRANSFORMS)}


def forward(steps: Sequence[Transform], value: Value, surroundings: Surroundings) -> Value:
    """The CRM's value after all steps. Raises BadValue from the step that cannot handle it; unknown steps are passed over."""
    for step in steps:
        kind = TRANSFORMS.get(step.name)
        if kind is not None:
            value = kind.forward(value, step.settings, surroundings)
    return value


def backward(steps: Sequence[Transform], value: Value, surroundings: Surroundings) -> Value:
    """Xero's value after the inverses of all steps, in reverse order. Raises BadValue as `forward` does."""
    for step in reversed(steps):
        kind = TRANSFORMS.get(step.name)
        if kind is not None:
            value = kind.backward(value, step.settings, surroundings)
    return value


def traced(steps: Sequence[Transform], value: Value, surroundings: Surroundings) -> list[Value]:
    """The value after each step, for showing. Raises BadValue at the step that breaks."""
    values = []
    for step in steps:
        value = forward((step,), value, surroundings)
        values.append(value)
    return values


def way_back(step: Transform) -> WayBack:
    """What a step's way back is worth with its settings."""
    kind = TRANSFORMS.get(step.name)
    if kind is None:
        return "none"
    if kind.name == "value_map" and not reversible(step.settings):
        return "none"
    return kind.back
