"""What the templates of forms ask of a field; see templates/forms/."""

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

from portal.pages.renderer import written_attributes

register = template.Library()
register.filter(written_attributes)
MARK, NO_MARK = SafeString('<span class="needed-mark">*</span>'), SafeString("")


@register.filter
def target(field: BoundField) -> str:
    """Return the id of what one fills in: of a group, its first choice.

    Where a group offers nothing, it is the place of the choices.
    """
    if field.field.widget.use_fieldset:
        first = next(iter(field.subwidgets), None)
        return (first and first.id_for_label) or field.auto_id
    return field.id_for_label or field.auto_id


@register.filter
def needed_mark(field: BoundField) -> SafeString:
    """Return the sign of a field that is needed in a form where others are not."""
    is_marked = field.field.required and has_marks(field.form)
    return MARK if is_marked else NO_MARK


@register.filter
def has_marks(form: forms.BaseForm | None) -> bool:
    """Whether some fields are needed and some are not: then the needed have a mark."""
    if form is None or not isinstance(form, forms.BaseForm):
        return False
    asked = [one for one in form.fields.values() if not one.widget.is_hidden]
    return {bool(one.required) for one in asked} == {True, False}
