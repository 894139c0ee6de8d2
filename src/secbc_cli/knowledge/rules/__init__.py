"""Cross-record rules: what must hold between facts that are each of the right type.

A rule takes everything that was read and today's date, and yields problems. To add one: write
the function in the file of its family, add its code to codes.py and its row to RULES here, and
a failing example to tests/bad/.
"""

from collections.abc import Callable, Iterator
from datetime import date

from ...model.problem import Problem
from ..load import Knowledge
from . import completeness, days, links, numbers, prose, words

Rule = Callable[[Knowledge, date], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    links.dangling,
    links.leads_of_search,
    links.unused_sources,
    links.arms_in_drugs,
    links.kinds_in_circle,
    links.shared_names,
    links.without_source,
    links.from_template,
    days.impossible_or_future,
    days.overdue,
    days.out_of_order,
    numbers.intervals,
    numbers.shares,
    numbers.comparisons,
    numbers.empty_rows,
    numbers.verdicts,
    completeness.recruiting_without_id,
    completeness.nice_without_number,
    completeness.licence_of_a_stopped_drug,
    completeness.drug_without_trial,
    completeness.item_without_outcome,
    prose.unlinked,
    prose.unexplained,
    words.banned,
    words.survival_figures,
    words.reading_age,
)
