"""What several processes told becomes one text, in which each line says whose it is."""

from __future__ import annotations

from prometheus_client.core import GaugeMetricFamily

from tests.figures import figure, samples
from videoplanet.shared.process_metrics import together

HERE = """# HELP sent_total Frames sent.
# TYPE sent_total counter
sent_total{kind="page"} 3.0
# HELP wait_seconds Waiting.
# TYPE wait_seconds histogram
wait_seconds_bucket{le="0.1"} 1.0
wait_seconds_bucket{le="+Inf"} 2.0
wait_seconds_count 2.0
wait_seconds_sum 0.75
"""
THERE = """# HELP sent_total Frames sent.
# TYPE sent_total counter
sent_total{kind="page"} 4.0
sent_total{kind="ws"} 5.0
# HELP here Only here.
# TYPE here gauge
here 1.0
"""


def test_each_line_keeps_its_value_and_says_of_which_process_it_is() -> None:
    told = together({"web-1": HERE, "web-2": THERE})
    assert figure(told, "sent_total", process="web-1") == 3
    assert figure(told, "sent_total", process="web-2", kind="ws") == 5
    assert figure(told, "wait_seconds_bucket", process="web-1", le="0.1") == 1
    assert figure(told, "wait_seconds_sum", process="web-1") == 0.75
    assert figure(told, "here", process="web-2") == 1
    assert len(samples(told)) == 8


def test_a_name_is_described_once_whoever_tells_it() -> None:
    described = [line for line in together({"web-1": HERE, "web-2": THERE}).splitlines() if line.startswith("# TYPE")]
    assert described == ["# TYPE sent_total counter", "# TYPE wait_seconds histogram", "# TYPE here gauge"]


def test_what_is_nobodys_own_says_no_process() -> None:
    told = together({"web-1": HERE}, [GaugeMetricFamily("length", "Of the queue.", value=7)])
    assert [one.labels for one in samples(told) if one.name == "length"] == [{}]


def test_a_process_that_counts_nothing_says_nothing() -> None:
    assert together({"worker-1": ""}) == ""
