"""The strictness that every value read from a file shares."""

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """Frozen, no unknown keys, no silent conversion (``"4"`` is not 4), no NaN or infinity."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        allow_inf_nan=False,
        serialize_by_alias=True,
        defer_build=True,
    )
