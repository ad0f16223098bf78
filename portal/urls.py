"""Every address of the portal. English has no prefix, other languages have one."""

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from portal import views
from portal.account_urls import outside_urlpatterns
from portal.crawlers import views as crawlers
from portal.hospital import views as hospital
from portal.pages.gallery import gallery
from trials.api.views.embedded import embed_study
from trials.api.views.feeds import condition_feed
from trials.listing.views.conditions import condition_page
from trials.listing.views.hospitals import hospital_page
from trials.pages.views.compared import compare_studies
from trials.pages.views.versions import texts_version
from trials.pages.views.words import word_list

admin.autodiscover()
# The stock sign-in of the admin would be a way around the staff's own.
admin.site.login = secure_admin_login(admin.site.login)

handler400 = "portal.views.bad_request"
handler403 = "portal.views.forbidden"
handler404 = "portal.views.not_found"
handler500 = "portal.views.server_error"

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("metrics", views.metrics, name="metrics"),
    path("texts-version", texts_version, name="texts_version"),
    path("robots.txt", crawlers.robots_txt, name="robots_txt"),
    path("sitemap.xml", crawlers.sitemap_index, name="sitemap_index"),
    path(
        "sitemap-<slug:section>.xml", crawlers.sitemap_section, name="sitemap_section"
    ),
    path(".well-known/security.txt", crawlers.security_txt, name="security_txt"),
    path(
        ".well-known/change-password", crawlers.change_password, name="change_password"
    ),
    path("hospital/<slug:name>.png", hospital.hospital_logo, name="hospital_logo"),
    path("hospital/<slug:mark>.css", hospital.hospital_look, name="hospital_look"),
    path("admin/", admin.site.urls),
    path("staff/", include(outside_urlpatterns)),
]
# Open to mail providers only with the secret that anymail checks.
if "WEBHOOK_SECRET" in settings.ANYMAIL:
    urlpatterns += [path("webhooks/", include("contacts.mail.webhooks"))]

urlpatterns += i18n_patterns(
    path("", views.home, name="home"),
    path("manifest.webmanifest", crawlers.web_manifest, name="web_manifest"),
    path("dev/gallery/", gallery, name="gallery"),
    path("trials/", include("trials.urls")),
    path("conditions/<slug:slug>/", condition_page, name="condition_page"),
    path("hospitals/<slug:key>/", hospital_page, name="hospital_page"),
    path("words/", word_list, name="word_list"),
    path("compare/", compare_studies, name="compare_studies"),
    path("feeds/conditions/<str:condition>/", condition_feed, name="condition_feed"),
    path("embed/<registry_id:registry_id>/", embed_study, name="embed_study"),
    path("staff/", include("portal.account_urls")),
    path("staff/self-checks/", include("trials.authoring.urls")),
    path("staff/studies/", include("trials.importing.urls")),
    path("staff/texts/", include("trials.texts.urls")),
    path("", include("contacts.urls")),
    prefix_default_language=False,
)

# After the pages, which make known what a registry's number looks like.
urlpatterns += [
    path("api/v1/", include("trials.api.urls")),
    path("fhir/R4/", include("trials.api.fhir.urls")),
]
