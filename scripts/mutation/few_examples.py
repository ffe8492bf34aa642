"""A plugin of pytest for the mutation check: few examples of each property, always the same.

What kills a mutant today kills it tomorrow. Nothing is shrunk: that a test fails is all we ask.
"""

from hypothesis import HealthCheck, Phase, settings

from tests import profiles

SHARE = 20
"""One in so many of the examples of quick is tried."""

LEAST = 15


def few(enough: int = profiles.EXAMPLES) -> settings:
    """Try a share of the examples, drawn from a fixed seed."""
    return settings(
        max_examples=max(LEAST, enough // SHARE),
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )


def load() -> None:
    """Let the properties that say nothing about it do the same."""
    settings.register_profile("mutation", few())
    settings.load_profile("mutation")


profiles.examples = few
profiles.load = load
