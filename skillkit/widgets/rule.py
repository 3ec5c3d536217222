"""Rule: the shape rule in words, with a framework's own numbers, and whose each part is."""

from __future__ import annotations

from collections.abc import Iterator

from skillkit.framework import Framework
from skillkit.reading import BEAMS
from skillkit.shape import needs


def rule_lines(framework: Framework) -> Iterator[str]:
    """The rule, a sentence or two at a time; the first shape that fits is the one named."""
    need = needs(framework, framework.skills)
    rules = framework.rules
    decent, strong, deep = (
        framework.levels[level].name for level in (rules.decent, rules.strong, rules.deep)
    )
    yield (
        f"With fewer than {need.rated} of {len(framework.skills)} skills rated, no shape is named. "
        "A skill that is not applicable does not count; an unrated one counts as not shown yet."
    )
    yield (
        f"T-shaped engineer (the article's): {BEAMS['depth']} at {deep}, {BEAMS['fundamentals']} "
        f"(every must-have {decent} or above, {need.strong_must_haves} of {need.must_haves} "
        f"{strong} or above) and {BEAMS['communication']} (every skill of the communication core "
        f"{decent} or above, {need.strong_core} of {need.core} {strong} or above)."
    )
    yield (
        "T in progress (the kit's): a deep skill, and solid fundamentals, good communication "
        f"or at least {need.many} skills {decent} or above."
    )
    yield f"Broad generalist (the article's): at least {need.many} skills {decent} or above."
    yield (
        "Narrow specialist (the article's): communication not good, and a few skills that may go "
        f"deep at {strong} or above; few means {rules.narrow_max_strong} at most."
    )
    yield (
        f"Emerging (the kit's): communication not good, and none of them {strong} yet. "
        "Mixed (the kit's): everything else."
    )
    yield (
        "The stool is the article's picture. That a leg is the mean of its area, and that it "
        f"carries from {framework.levels[rules.stool_stands].name} on, is the kit's choice. "
        "So is every number above: conventions, not measurements."
    )
