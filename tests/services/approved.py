"""What a hospital does before families' forms open, as lines for manage.py shell."""

APPROVE = """
from django.conf import settings
from django.utils import timezone
from trials.models.gated.kinds import LEGAL_KINDS
from trials.texts.actions.drafting import draft_text
from trials.texts.actions.publishing import publish_text
from trials.texts.actions.reviewing import Approval, approve_text, submit_text
now, today = timezone.now(), timezone.localdate()
body = {'title': 'Approved', 'paragraphs': ['Words of this hospital.']}
signed = Approval('Dr Example (fictional)', today)
for kind in LEGAL_KINDS:
    for code, _name in settings.LANGUAGES:
        text = draft_text(
            kind=kind, study=None, language=code, body=body, now=now, by='user:1001'
        )
        text = submit_text(version=text, now=now, by='user:1001')
        text = approve_text(version=text, approval=signed, now=now, by='user:1002')
        publish_text(version=text, today=today, now=now, by='user:1001')
"""
