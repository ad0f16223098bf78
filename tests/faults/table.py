"""The ninety faults a portal for families has to stand, and which test tries each.

A row names its tests as `file::function`. Where nothing can be tried here it says why.
Shapes: "production" is PostgreSQL, Redis, Celery, granian and, where visitors matter,
nginx; "embedded" one file and one worker; "code" is a test that no shape changes.
"""

from tests.faults.rows import Row
from tests.faults.rows_of_parts import PARTS
from tests.faults.rows_of_running import RUNNING
from tests.faults.rows_of_visitors import VISITORS
from tests.faults.rows_of_words import WORDS

ROWS: list[Row] = [*PARTS, *VISITORS, *WORDS, *RUNNING]
