"""Accounts."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import Q

from gremien.models import Person
from konten.rules.vier_augen import Auge


class KontoManager(UserManager["Konto"]):
    """Accounts, as Django makes them."""

    def create_superuser(
        self, username: str, email: str | None = None, password: str | None = None, **extra_fields: Any
    ) -> "Konto":
        """Make an account of the administration together with its person, for whom it is compared with others."""
        if extra_fields.get("person") is None:
            extra_fields["person"] = Person.objects.create(
                vorname=extra_fields.get("first_name", ""), nachname=extra_fields.get("last_name", "") or username
            )
        return super().create_superuser(username, email, password, **extra_fields)


class Konto(AbstractUser):
    """A login. The person behind it carries the council memberships; two logins of one person are one person."""

    person = models.ForeignKey(
        Person, verbose_name="Person", on_delete=models.PROTECT, related_name="konten", null=True, blank=True
    )

    objects: ClassVar[KontoManager] = KontoManager()

    REQUIRED_FIELDS: ClassVar[list[str]] = ["email", "first_name", "last_name"]

    class Meta:
        verbose_name = "Konto"
        verbose_name_plural = "Konten"
        ordering = ["username"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_superuser=False) | Q(person__isnull=False),
                name="konten_verwaltung_braucht_person",
                violation_error_message=(
                    "Wer alle Rechte hat, braucht eine Person. Bitte wählen Sie zuerst die Person zu diesem Konto."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @property
    def auge(self) -> Auge:
        """Return who looks when this account looks."""
        return Auge(self.pk, self.person_id)
