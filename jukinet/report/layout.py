"""What every page shares: one file, and a policy in it that forbids the browser every request."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from jukinet.charts.text import Lang
from jukinet.report.text import both, say
from jukinet.report.words import WORDS


def render(template: str, lang: Lang, *, scripts: Sequence[str] = (), specs: str = "{}", **values: object) -> str:
    """A page as one file; `lang` is shown first, `specs` are those of its charts, which `scripts` draw."""
    environment = Environment(
        loader=PackageLoader("jukinet.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    scripts = (*scripts, _asset("report.js"))
    return environment.get_template(template).render(
        lang=lang,
        policy=_policy(*scripts),
        style=Markup(_asset("report.css")),
        scripts=[Markup(script) for script in scripts],
        specs=Markup(specs),
        say=say,
        both=both,
        words=WORDS,
        **values,
    )


def _asset(name: str) -> str:
    return files(__package__).joinpath("templates", name).read_text(encoding="utf-8")


def _policy(*scripts: str) -> str:
    """A content security policy: these scripts and no other, no request to anywhere, no form, no frame."""
    digests = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    return f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:; base-uri 'none'"
