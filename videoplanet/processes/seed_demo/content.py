"""What the demo says: data, in the interface's first language."""

from __future__ import annotations

from dataclasses import dataclass, field

from videoplanet.entities.comment.model import CommentKind, CommentPriority
from videoplanet.entities.project.model import Role


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One of the demo's accounts."""

    email: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class DemoComment:
    """A remark; `author` and the keys of `replies` are roles."""

    author: Role
    version: int
    body: str
    kind: CommentKind
    frame_in: int | None = None
    frame_out: int | None = None
    priority: CommentPriority = CommentPriority.MEDIUM
    replies: tuple[tuple[Role, str], ...] = field(default=())
    is_resolved: bool = False


PEOPLE = (
    DemoPerson("pd@demo.example.com", "김지우", Role.OWNER),
    DemoPerson("editor@demo.example.com", "이하준", Role.EDITOR),
    DemoPerson("client@demo.example.com", "박민서", Role.REVIEWER),
)
PROJECT_NAME = "봄 캠페인"
CLIENT = "하나음료"
DESCRIPTION = (
    "30초 메인 필름. 데모 영상은 Big Buck Bunny의 일부입니다 (© Blender Foundation, bigbuckbunny.org, CC BY 3.0)."
)
TAGS = ("TVC", "봄")
STARTED_DAYS_AGO = 12
PHASES_DONE = 3
FILM_TITLE = "30초 메인 필름"

COMMENTS = (
    DemoComment(
        Role.REVIEWER,
        1,
        "로고가 제목에 가려요. 4프레임만 늦게 나오면 좋겠습니다.",
        CommentKind.FIX,
        frame_in=11,
        replies=((Role.EDITOR, "v2에서 늦췄습니다."),),
        is_resolved=True,
    ),
    DemoComment(
        Role.OWNER,
        1,
        "풀잎 초록이 조금 셉니다. 채도를 낮춰 주세요.",
        CommentKind.FIX,
        frame_in=54,
        priority=CommentPriority.HIGH,
        is_resolved=True,
    ),
    DemoComment(
        Role.REVIEWER,
        1,
        "이 동작이 끝까지 나오는 컷도 있나요?",
        CommentKind.QUESTION,
        frame_in=88,
        frame_out=112,
        replies=((Role.OWNER, "네, 1초 더 긴 컷이 있습니다. 다음 버전에서 비교해 보시죠."),),
    ),
    DemoComment(
        Role.OWNER,
        2,
        "표시한 부분 색이 튑니다. 앞 컷과 맞춰 주세요.",
        CommentKind.FIX,
        frame_in=54,
        priority=CommentPriority.HIGH,
        replies=((Role.EDITOR, "네, 다음 버전에서 -5로 맞추겠습니다."),),
    ),
    DemoComment(
        Role.EDITOR,
        2,
        "여기 음악을 한 박 당겨 봤는데 어떠세요?",
        CommentKind.IDEA,
        frame_in=70,
        frame_out=86,
    ),
    DemoComment(
        Role.REVIEWER,
        2,
        "이 표정은 클로즈업으로 더 볼 수 있을까요?",
        CommentKind.QUESTION,
        frame_in=23,
    ),
    DemoComment(
        Role.REVIEWER,
        2,
        "전체 톤은 이대로 좋습니다.",
        CommentKind.APPROVE,
        frame_in=110,
    ),
)
