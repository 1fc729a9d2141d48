"""From values to the page that is set: the one way every kind of document takes."""

from collections.abc import Mapping

from django.template.loader import render_to_string

from dokumente.rules.festabstand import bind_html


def build_seite(vorlage: str, werte: Mapping[str, object]) -> str:
    """Return the HTML of one document: the page ``vorlage`` (below ``templates/pdf/``) filled with ``werte``.

    What must not be torn apart at a line end is bound together here, in texts typed by anybody.
    """
    return bind_html(render_to_string(vorlage, werte))
