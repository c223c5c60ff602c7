"""The last door of a page: HTML from a notebook's outputs with nothing left in it that could run or call home.

Sections escape what they print; this is for everything that did not, a table of another library's making for one.
"""

from __future__ import annotations

import re

from bleach.css_sanitizer import CSSSanitizer  # type: ignore[import-untyped]  # bleach has no types
from bleach.sanitizer import Cleaner  # type: ignore[import-untyped]  # the same

__all__ = ["clean"]


def _each(names: str) -> frozenset[str]:
    return frozenset(names.split())


_WORDS = _each(
    "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure "
    "footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li mark ol p pre q s samp section small span strong sub summary "
    "sup table tbody td tfoot th thead time tr u ul var wbr"
)
_PICTURES = _each(
    "svg g path rect circle ellipse line polyline polygon text tspan defs clipPath mask marker linearGradient "
    "radialGradient stop pattern symbol title desc"
)

_ATTRIBUTES = _each(
    # words and tables
    "id class title lang dir role tabindex hidden open start reversed datetime colspan rowspan headers "
    "scope span "
    # pictures
    "xmlns version viewBox preserveAspectRatio width height x y x1 y1 x2 y2 cx cy r rx ry fx fy dx dy d "
    "points transform gradientTransform gradientUnits offset stop-color stop-opacity fill fill-opacity "
    "fill-rule stroke stroke-width stroke-opacity stroke-dasharray stroke-dashoffset stroke-linecap "
    "stroke-linejoin stroke-miterlimit opacity clip-path clip-rule mask marker-start marker-mid "
    "marker-end markerWidth markerHeight markerUnits orient refX refY text-anchor dominant-baseline "
    "alignment-baseline baseline-shift font-family font-size font-weight font-style letter-spacing paint-order "
    "vector-effect visibility display overflow patternUnits textLength lengthAdjust"
)
#: Looks a picture or a table may carry; nothing that takes an address or leaves its place on the page.
_LOOKS = CSSSanitizer(
    allowed_css_properties=_each(
        "color background-color fill fill-opacity stroke stroke-width stroke-opacity stroke-dasharray opacity font "
        "font-family font-size font-style font-weight text-align text-anchor text-decoration white-space "
        "dominant-baseline paint-order width height max-width min-width margin padding border border-collapse "
        "vertical-align line-height display visibility"
    ),
    allowed_svg_properties=frozenset(),
)
#: An address inside a picture may only point into the page itself.
_ADDRESS_INSIDE = re.compile(r"url\(\s*(?!['\"]?#)", re.IGNORECASE)
#: Their words are not for reading. Taken out first, so that they do not end up as text; safety does not rest on this.
_NOT_WORDS = re.compile(r"<(script|style|template|noscript)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)


def _admitted(tag: str, name: str, value: str) -> bool:
    if tag == "a" and name == "href":
        return value.startswith(("#", "https://", "http://", "mailto:"))
    if tag == "img":
        return name in ("alt", "width", "height") or (name == "src" and value.startswith("data:image/"))
    if name == "style":
        return True
    if name in _ATTRIBUTES or name.startswith("aria-"):
        return not _ADDRESS_INSIDE.search(value)
    return False


def clean(html: str) -> str:
    """The HTML with only words, tables and drawn pictures left.

    Scripts, styles, frames, forms, event handlers and addresses that would be fetched are gone; what they stood
    around stays. Empty text gives empty text.
    """
    # A Cleaner keeps the state of one parse and is not for several threads at once: make one each time (0.1 ms).
    cleaner = Cleaner(
        tags=_WORDS | _PICTURES,
        attributes=_admitted,
        protocols=frozenset(("http", "https", "mailto", "data")),
        css_sanitizer=_LOOKS,
        strip=True,
        strip_comments=True,
    )
    return str(cleaner.clean(_NOT_WORDS.sub("", html)))
