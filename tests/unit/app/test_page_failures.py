"""Whatever browsers report, the log stays readable."""

from __future__ import annotations

from structlog.testing import capture_logs

from videoplanet.app.page_failures import LONGEST, MOST_A_MINUTE, PageFailures


def test_only_so_many_reports_a_minute_are_kept_and_the_rest_is_counted() -> None:
    moment = [0.0]
    failures = PageFailures(lambda: moment[0])
    with capture_logs() as lines:
        for _ in range(MOST_A_MINUTE + 30):
            failures.hear(Exception("x" * 5000))
        moment[0] = 60.0
        failures.hear(Exception("again"))
    assert [line["event"] for line in lines] == ["page_failed"] * MOST_A_MINUTE + [
        "page_failures_passed_over",
        "page_failed",
    ]
    assert lines[MOST_A_MINUTE]["number"] == 30
    assert len(lines[0]["said"]) == LONGEST
