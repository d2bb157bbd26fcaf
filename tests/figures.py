"""Figures as a program that scrapes them reads them."""

from __future__ import annotations

from collections.abc import Iterable

from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.samples import Sample


def samples(text: str) -> list[Sample]:
    """Every line of a scrape."""
    return [sample for family in text_string_to_metric_families(text) for sample in family.samples]


def family_names(text: str) -> set[str]:
    """The names under which a scrape describes its lines."""
    families = text_string_to_metric_families(text)
    return {f"{family.name}_total" if family.type == "counter" else family.name for family in families}


def figure(text: str, name: str, **labels: str) -> float:
    """The sum of the lines of one name that have these labels, and any others; 0 when there is none."""
    wanted = labels.items()
    return sum(one.value for one in samples(text) if one.name == name and wanted <= one.labels.items())


def label_names(lines: Iterable[Sample]) -> dict[str, set[str]]:
    """Which labels lines of each name have."""
    found: dict[str, set[str]] = {}
    for one in lines:
        found.setdefault(one.name, set()).update(one.labels)
    return found
