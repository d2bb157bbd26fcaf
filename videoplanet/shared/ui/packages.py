"""The npm packages of the kit, each pinned once. Lucide's version is the one Reflex pins for its icons."""

BASE_UI = "@base-ui/react@1.9.0"
PRETENDARD = "pretendard@1.3.9"
