"""Writes what was measured as a table in Markdown.

Ratios are taken within a round, where both saw the same noise; the median of the rounds is told.
"""

import statistics

from goals import LINES, TITLES

FORMS = {
    "rate": lambda x: f"{x:,.0f}",
    "whole": lambda x: f"{x:,.0f}",
    "mib": lambda x: f"{x:,.0f}",
    "ms": lambda x: f"{x:.2f}" if x >= 0.1 else f"{x:.3f}",
    "share": lambda x: f"{x:.2f}",
    "part": lambda x: f"{x:.3f} (1/{1 / x:.0f})" if x else "0",
}
HEADINGS = ["work", "Stockbell", "limit", "of it", "peer", "to it", "must", "goal", "far goal", "reached"]


class Results:
    """What was measured: by work and contestant, a record for each round."""

    def __init__(self):
        self.by_work = {}

    def add(self, work, name, number, record):
        self.by_work.setdefault(work, {}).setdefault(name, []).append({"round": number, **record})

    def values(self, work, name, key):
        """By round."""
        records = self.by_work.get(work, {}).get(name, [])
        return {record["round"]: record[key] for record in records if key in record}

    def ratio(self, line, other):
        """The product's number to the other's, or None where they were not measured together."""
        own, others = self.values(line.work, line.product, line.key), self.values(line.work, other, line.key)
        ratios = [own[number] / others[number] for number in own.keys() & others.keys() if others[number]]
        return statistics.median(ratios) if ratios else None


def markdown(results):
    lines = [line for line in LINES if line.work in results.by_work]
    rows = [HEADINGS, ["---"] + ["---:"] * 5 + ["---"] * 4] + [row(results, line) for line in lines]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)


def row(results, line):
    cells = [line.title.format(n=count(results, line)), value(results, line, line.product)]
    for other in (line.limit, line.peer):
        ratio = results.ratio(line, other) if other else None
        cells += [f"{TITLES[other]} {value(results, line, other)}" if other else "", f"{ratio:.2f}" if ratio is not None else ""]
    cells += [", ".join(bound.words(TITLES.get) for bound in bounds) for bounds in (line.must, line.goal, line.far)]
    return cells + [reached(results, line)]


def count(results, line):
    return max(results.values(line.work, line.product, "n").values(), default=0)


def value(results, line, name):
    """The median of the rounds, and in brackets the least and the most of them."""
    values = list(results.values(line.work, name, line.key).values())
    if not values:
        return "not measured"
    write = FORMS[line.form]
    text = write(statistics.median(values))
    return text if len(values) == 1 else f"{text} ({write(min(values))}–{write(max(values))})"


def reached(results, line):
    """The highest of the marks that is reached; a mark that could not be judged counts as not reached."""
    if not line.must:
        return ""
    best = "no"
    for name, bounds in (("must", line.must), ("goal", line.goal), ("far goal", line.far)):
        answers = [holds(results, line, bound) for bound in bounds]
        if name == "must" and None in answers:
            return "not measured"
        if answers and all(answers):
            best = name
        elif answers:
            break
    return best


def holds(results, line, bound):
    if bound.of:
        ratio = results.ratio(line, bound.of)
    else:
        values = list(results.values(line.work, line.product, line.key).values())
        ratio = statistics.median(values) if values else None
    return None if ratio is None else bound.holds(ratio)


def notes(results):
    """What went otherwise than it should have, and how much others used the machine."""
    found, foreign = [], []
    for work, contestants in results.by_work.items():
        for name, records in contestants.items():
            foreign += [record["foreign"] for record in records if "foreign" in record]
            found += [f"- {work}, {TITLES.get(name, name)}, round {record['round']}: {record['note']}." for record in records if "note" in record]
    if foreign:
        found.append(f"- Other processes took {statistics.median(foreign):.0%} of the machine in the median, {max(foreign):.0%} at most.")
    return "\n".join(found)
