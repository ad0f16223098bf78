"""Write docs/safety-case.md from the hazard log."""

from tests.safety.page import PAGE, safety_case

PAGE.write_text(safety_case(), encoding="utf-8")
