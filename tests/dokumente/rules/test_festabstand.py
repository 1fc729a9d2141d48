import pytest
from django.test import override_settings

from dokumente.druck.seite import build_seite
from dokumente.rules.festabstand import FEST, bind_html, bind_text


@pytest.mark.parametrize(
    "fest",
    [
        "nach §~35 Abs.~1 GemO",
        "(§~34~Abs.~3~Satz~2 GemO)",
        "§§~3~ff. BauGB, Art.~28 GG und Nr.~5",
        "am 30.~August~2018 um 15~Uhr",
        "im Mai~2020, aber: im Mai gesagt",
        "1,2~Mio.~€, 500~€, 10~% und 3~ha",
        "12~m² in 5~m Höhe, 7~km und 4~t",
        "mit 38~Stimmen, 4~Gegenstimmen und 0~Enthaltungen",
        "Herr Dr.~Muster, Frau~Beispiel, z.~B. i.~V.~m. §~2, d.~h. u.~a.",
        "TOP~Ö~3 und N~4, TOP~7",
        "Anlage~01: Konzept, Seite~3",
        "3 Tage in Koblenz mit 200 Kindern",
        "der Rat, die Satzung, ein Punkt",
    ],
)
def test_what_belongs_together_stays_together(fest: str) -> None:
    erwartet = fest.replace("§~35 Abs", "§~35~Abs").replace("Herr Dr", "Herr~Dr")
    assert bind_text(fest.replace("~", " ")).replace(FEST, "~") == erwartet
    assert bind_text(bind_text(fest)) == bind_text(fest)


def test_only_the_text_of_the_body_is_touched() -> None:
    html = '<title>§ 1</title><body class="a § 1"><p title="§ 1">§ 1 <b>5 %</b> und § 2</p>'
    assert bind_html(html).replace(FEST, "~") == (
        '<title>§ 1</title><body class="a § 1"><p title="§ 1">§~1 <b>5~%</b> und §~2</p>'
    )


def test_every_page_is_bound(tmp_path_factory: pytest.TempPathFactory) -> None:
    ordner = tmp_path_factory.mktemp("seiten")
    (ordner / "probe.html").write_text("<body><p>{{ wort }}</p></body>", encoding="utf-8")
    seiten = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [ordner]}]
    with override_settings(TEMPLATES=seiten):
        assert build_seite("probe.html", {"wort": "§ 1 <b>"}) == f"<body><p>§{FEST}1 &lt;b&gt;</p></body>"
