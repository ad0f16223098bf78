"""A plugin of pytest: who waits for a long stage reads at once what failed."""

import pytest


class Caller:
    """Names each failed test when it fails, not at the end."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Print a line; the reason comes with all others at the end."""
        reporter = self.config.pluginmanager.get_plugin("terminalreporter")
        if report.failed and reporter:
            reporter.ensure_newline()
            reporter.write_line(f"failed: {report.nodeid}")


def pytest_configure(config: pytest.Config) -> None:
    """Call from the process that prints, not from those that it started."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Caller(config), "failing-at-once")
