"""A plugin of pytest for the seeded mistakes: nothing is shrunk, as that a test fails is enough."""

from hypothesis import Phase, settings

from tests import profiles

as_asked = profiles.load


def load() -> None:
    """Try as much as the profile asks for, and be content with the first case that fails."""
    as_asked()
    settings.register_profile(
        "unshrunk",
        phases=[Phase.explicit, Phase.generate],
        report_multiple_bugs=False,
        database=None,
    )
    settings.load_profile("unshrunk")


profiles.load = load
