"""What a drawing may hold."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from videoplanet.features.write_comment.schemas import NewComment


def drawn(*shapes: dict[str, Any]) -> NewComment:
    return NewComment.model_validate({"version": 1, "body": "여기", "drawing": list(shapes)})


LINE = {"type": "line", "points": [[0, 0], [1, 1]]}


@pytest.mark.parametrize(
    "shape",
    [
        {"type": "pen", "points": [[0.1, 0.2]] * 500, "colour": "#1631F8", "width": 0.01},
        {"type": "arrow", "points": [[0, 0], [1, 1]]},
        {"type": "rectangle", "points": [[0.25, 0.25], [0.75, 0.75]]},
        {"type": "ellipse", "points": [[0, 0], [0.5, 0.5]]},
        {"type": "text", "points": [[0.5, 0.5]], "text": "<b>로고</b>"},
    ],
)
def test_every_kind_of_shape_is_kept(shape: dict[str, Any]) -> None:
    drawing = drawn(shape).drawing
    assert drawing is not None
    assert drawing[0].type == shape["type"]
    assert drawing[0].text == shape.get("text")


def test_coordinates_are_kept_to_a_hundred_thousandth() -> None:
    drawing = drawn({"type": "line", "points": [[0.123456789, 0], [1, 1]]}).drawing
    assert drawing is not None
    assert drawing[0].points[0] == (0.12346, 0)


@pytest.mark.parametrize(
    "shape",
    [
        {"type": "spray", "points": [[0, 0]]},
        {"type": "line", "points": [[0, 0]]},
        {"type": "line", "points": [[0, 0], [1.01, 1]]},
        {"type": "line", "points": [[0, 0], [-0.01, 1]]},
        {"type": "line", "points": [[0, 0], [float("nan"), 1]]},
        {"type": "pen", "points": [[0, 0]] * 501},
        {"type": "pen", "points": []},
        {"type": "text", "points": [[0, 0]]},
        {"type": "text", "points": [[0, 0]], "text": " "},
        {**LINE, "text": "글자"},
        {**LINE, "colour": "red"},
        {**LINE, "colour": "#fff; background: url(x)"},
        {**LINE, "width": 0.5},
        {**LINE, "onclick": "alert(1)"},
    ],
)
def test_anything_else_is_refused(shape: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        drawn(shape)


def test_fifty_shapes_are_kept_and_one_more_is_not() -> None:
    assert len(drawn(*[LINE] * 50).drawing or []) == 50
    with pytest.raises(ValidationError):
        drawn(*[LINE] * 51)


def test_a_drawing_has_a_bounded_size() -> None:
    with pytest.raises(ValidationError, match="drawing_too_detailed"):
        drawn(*[{"type": "pen", "points": [[0.5, 0.5]] * 500}] * 9)
