"""A constant address is put together once, and is right everywhere."""

import pytest
from django.template import Context, Template
from django.template.defaulttags import URLNode
from django.urls import NoReverseMatch, get_resolver, reverse, set_script_prefix
from django.utils.translation import override

HOME = "{% url 'trials:study_list' %}"


def written(template: str, language: str = "en", **context: object) -> str:
    with override(language):
        return Template(template).render(Context(context))


@pytest.fixture
def addresses(monkeypatch) -> list[str]:
    """What Django put together."""
    asked: list[str] = []
    render = URLNode.render

    def counted(self: URLNode, context: Context) -> str:
        asked.append(str(self.view_name))
        return render(self, context)

    monkeypatch.setattr(URLNode, "render", counted)
    return asked


def test_an_address_is_put_together_once_in_a_language(addresses):
    template = Template(HOME)
    for language in ("en", "zh-hans", "en", "zh-hans"):
        with override(language):
            assert template.render(Context()) == reverse("trials:study_list")
    assert len(addresses) == 2
    assert written(HOME) != written(HOME, "zh-hans")


def test_so_is_one_whose_arguments_the_template_names(addresses):
    template = Template("{% url 'trials:study_detail' 'NCT00000001' %}")
    for _time in range(2):
        assert template.render(Context()).endswith("/NCT00000001/")
    assert len(addresses) == 1


def test_below_another_path_it_is_another():
    template = Template(HOME)
    with override("en"):
        plain = template.render(Context())
        set_script_prefix("/below/")
        try:
            assert template.render(Context()) == f"/below{plain}"
        finally:
            set_script_prefix("/")
        assert template.render(Context()) == plain


def test_what_a_page_gives_is_put_together_each_time():
    study = "{% url 'trials:study_detail' number %}"
    assert "NCT00000001" in written(study, number="NCT00000001")
    named = Template("{% url view %}")
    for view in ("home", "trials:study_list"):
        assert named.render(Context({"view": view})) == reverse(view)
    kept = "{% url 'home' as it %}[{{ it }}]"
    assert written(kept) == f"[{reverse('home')}]"
    assert written("{% url 'nowhere' as it %}[{{ it }}]") == "[]"


def test_an_unknown_view_is_said_each_time():
    template = Template("{% url 'nowhere' %}")
    for _time in range(2):
        with pytest.raises(NoReverseMatch):
            template.render(Context())


def test_no_application_is_included_twice():
    """Else an address would depend on which of them the page is of."""
    assert all(len(names) == 1 for names in get_resolver().app_dict.values())
