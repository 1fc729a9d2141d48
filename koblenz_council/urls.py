"""Every address of the house."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from koblenz_council.views import start

admin.site.site_header = "Ratsinformation – Verwaltung"
admin.site.site_title = "Verwaltung"
admin.site.index_title = "Stammdaten und Vorgänge"
admin.site.enable_nav_sidebar = False
admin.site.empty_value_display = "–"
# A row at a time, with a page that says what goes with it.
admin.site.disable_action("delete_selected")
# One door: the administration asks for the login on the same, throttled page as everything else.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
# … and changes the password on the same page.
admin.site.password_change = RedirectView.as_view(pattern_name="account_change_password")  # type: ignore[assignment,method-assign]
admin.site.password_change_done = admin.site.password_change  # type: ignore[method-assign]

urlpatterns = [
    path("", start, name="start"),
    path("", include("konten.urls")),
    path("", include("gremien.urls")),
    path("", include("vorlagen.urls")),
    path("", include("sitzungen.urls")),
    path("", include("mappen.urls")),
    path("", include("nachbereitung.urls")),
    path("admin/", admin.site.urls),
]

handler400 = "koblenz_council.auswege.bad_request"
handler403 = "koblenz_council.auswege.permission_denied"
handler500 = "koblenz_council.auswege.server_error"
