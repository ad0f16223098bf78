"""What was done to a form from elsewhere, in words."""

from django.utils.translation import gettext as _


def note_words(code: str, where: str) -> str:
    """Return one note of an import in the reader's language."""
    code = code.partition(":")[0]
    words = general_words() | question_words() | condition_words()
    usual = _("Something in it is not known here and was left out.")
    said = words.get(code, usual)
    if where == "questionnaire":
        return said
    return _("Question %(link)s: %(what)s") % {"link": where, "what": said}


def general_words() -> dict[str, str]:
    """Return what concerns the whole form."""
    return {
        "rules_dropped": _(
            "The questions were changed elsewhere, so they are kept and all rules are "
            "dropped."
        ),
        "copyright": _("The form has a copyright notice. Ask before you use it."),
        "extension_ignored": _("A part that works with calculations was left out."),
    }


def question_words() -> dict[str, str]:
    """Return what was done to a question."""
    return {
        "hidden_skipped": _("It is hidden in the form and was left out."),
        "calculated_skipped": _("It is calculated, not asked, and was left out."),
        "type_unsupported": _("This kind of question cannot be asked here."),
        "xhtml_ignored": _("Its formatted words were not taken, only the plain ones."),
        "repeating_group": _("A group that repeats cannot be asked here."),
        "empty_group_dropped": _("The group was empty and was left out."),
        "flattened": _("It stood inside a question; now it stands after it."),
        "preselected_ignored": _(
            "An answer was chosen beforehand; that would lead people, so it is not."
        ),
        "boolean_to_choice": _("Yes or no became a choice with “Not sure”."),
        "free_text_dropped": _("Its free text was left out; it would collect names."),
        "valueset_not_in_file": _("Its answers are in another file; it was left out."),
        "no_options": _("It has no answers to choose from and was left out."),
        "not_sure_added": _("“Not sure” was added to its answers."),
        "repeating_question": _("A number or date that repeats cannot be asked here."),
        "no_limits": _("Its number has no limits; give it some."),
    }


def condition_words() -> dict[str, str]:
    """Return what was done to a condition."""
    return {
        "enablebehavior_missing": _("Its conditions do not say “all” or “any”."),
        "enablewhen_unresolved": _("Its condition looks at a question that is gone."),
        "enablewhen_not_equal": _("Its condition “is not” also holds unanswered."),
    }
