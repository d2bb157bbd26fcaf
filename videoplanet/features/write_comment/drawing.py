"""What a drawing on a frame may hold. Coordinates are relative to the picture, 0 to 1, so that they fit every rendition."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, ConfigDict, Field, model_validator

from videoplanet.entities.comment.model import SHAPES_LIMIT
from videoplanet.shared.entered import Entered
from videoplanet.shared.plain_text import PLAIN, VERBATIM

POINTS_LIMIT = 500
DRAWING_POINTS_LIMIT = 4000
LABEL_LENGTH = 200
_PLACES = 5

ShapeKind = Literal["pen", "line", "arrow", "rectangle", "ellipse", "text"]
Coordinate = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Point = Annotated[tuple[Coordinate, Coordinate], Field(strict=False)]  # JSON's arrays are read as lists
_POINTS_OF: dict[str, tuple[int, int]] = {"pen": (1, POINTS_LIMIT), "text": (1, 1)}


class Shape(Entered):
    """One shape.

    `points` are the two ends or corners, a pen's path, or where a text begins; `width` is a share of the picture's width.
    """

    model_config = ConfigDict(extra="forbid")

    type: ShapeKind
    points: Annotated[list[Point], Field(min_length=1, max_length=POINTS_LIMIT)]
    colour: Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$"), VERBATIM] = "#dc3545"
    width: Annotated[float, Field(gt=0, le=0.1, allow_inf_nan=False)] = 0.004
    text: Annotated[str, Field(max_length=LABEL_LENGTH), PLAIN] | None = None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        fewest, most = _POINTS_OF.get(self.type, (2, 2))
        if not fewest <= len(self.points) <= most:
            raise ValueError("code:comment.drawing_points")
        if (self.type == "text") != bool(self.text):
            raise ValueError("code:comment.drawing_text")
        self.points = [(round(x, _PLACES), round(y, _PLACES)) for x, y in self.points]
        return self


def bounded(shapes: list[Shape]) -> list[Shape]:
    """Refuse a drawing that is too detailed to travel to every viewer."""
    if sum(len(shape.points) for shape in shapes) > DRAWING_POINTS_LIMIT:
        raise ValueError("code:comment.drawing_too_detailed")
    return shapes


Drawing = Annotated[list[Shape], Field(max_length=SHAPES_LIMIT), AfterValidator(bounded)]
