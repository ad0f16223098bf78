"""Seals as they were written to the log, to hold against the table."""

import re
from collections.abc import Iterable

from portal.audit.findings import ChainFault, ChainReport
from portal.audit.models import AuditSeal

LINE = re.compile(r"audit seal (\d+): .* ((?:[0-9a-f]{8}\.){7}[0-9a-f]{8})\s*$")


def seals_in_log(lines: Iterable[str]) -> dict[int, str]:
    """Return the hash of each seal that a log names."""
    found = (LINE.search(line) for line in lines)
    return {int(one[1]): one[2].replace(".", "") for one in found if one}


def compare_with_log(report: ChainReport, lines: Iterable[str]) -> int:
    """Add what the table says otherwise than a log; return how many seals it names.

    Whoever owns the database can make all seals anew; not those in the log.
    """
    told = seals_in_log(lines)
    there = dict(AuditSeal.objects.values_list("number", "hash"))
    for number, whole in sorted(told.items()):
        if there.get(number) != whole:
            report.add(ChainFault.LOG, number)
    return len(told)
