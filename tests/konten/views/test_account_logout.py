"""/abmelden/"""

import pytest
from django.test import Client
from django.urls import reverse

from tests.bauten import build_konto

pytestmark = pytest.mark.django_db


def test_ends_the_login(client: Client) -> None:
    client.force_login(build_konto())
    antwort = client.post(reverse("account_logout"))
    assert (antwort.status_code, antwort.headers["Location"]) == (302, "/")
    assert "_auth_user_id" not in client.session


def test_lets_the_browser_forget_what_it_kept(client: Client) -> None:
    client.force_login(build_konto())
    assert client.post(reverse("account_logout")).headers["Clear-Site-Data"] == '"cache", "storage"'


def test_refuses_get(client: Client) -> None:
    client.force_login(build_konto())
    assert client.get(reverse("account_logout"))["Location"] == reverse("start")
    assert "_auth_user_id" in client.session


def test_refuses_a_foreign_page() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(build_konto())
    antwort = client.post(reverse("account_logout"))
    assert antwort.status_code == 403
    assert "Die Seite war zu lange geöffnet" in antwort.content.decode()
    assert "_auth_user_id" in client.session
