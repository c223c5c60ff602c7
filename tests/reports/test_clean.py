from __future__ import annotations

import pytest

from workbench.reports.clean import clean


@pytest.mark.parametrize(
    ("dirty", "left"),
    [
        ("<p>Rent <script>alert(1)</script>arrears</p>", "<p>Rent arrears</p>"),
        ("<p>&lt;script&gt; as words</p>", "<p>&lt;script&gt; as words</p>"),
        ('<img src="x" onerror="alert(1)" alt="a map">', '<img alt="a map">'),
        ('<a href="javascript:alert(1)">out</a>', "<a>out</a>"),
        ('<a href=" &#106;avascript:alert(1)">out</a>', "<a>out</a>"),
        ('<a href="#purpose">in</a>', '<a href="#purpose">in</a>'),
        ('<iframe srcdoc="<script>alert(1)</script>"></iframe>', ""),
        ('<object data="x.swf"></object><embed src="x">', ""),
        ('<svg onload="alert(1)"><script>alert(1)</script></svg>', "<svg></svg>"),
        ('<svg><a xlink:href="javascript:alert(1)"><text>t</text></a></svg>', "<svg><a><text>t</text></a></svg>"),
        ('<svg><rect fill="url(http://elsewhere/x)"></rect></svg>', "<svg><rect></rect></svg>"),
        ('<svg><rect fill="url(#stripes)"></rect></svg>', '<svg><rect fill="url(#stripes)"></rect></svg>'),
        ('<svg><image href="http://elsewhere/x.png"></image></svg>', "<svg></svg>"),
        ('<svg><use href="data:image/svg+xml,x#y"></use></svg>', "<svg></svg>"),
        (
            '<p style="color:red;background:url(//elsewhere)">w</p>',
            '<p style="color:red;">w</p>',
        ),
        ("<style>p{display:none}</style><p>w</p>", "<p>w</p>"),
        ('<link rel="stylesheet" href="//elsewhere/x.css"><meta http-equiv="refresh" content="0;url=//x">', ""),
        ('<form action="//elsewhere"><input name="q"><button>Go</button></form>', "Go"),
        ("<!-- <script>alert(1)</script> --><p>w</p>", "<p>w</p>"),
        ("<scr<script></script>ipt>alert(1)</scr<script></script>ipt>", "alert(1)"),  # words, and no more
    ],
)
def test_what_could_run_or_call_home_is_gone_and_the_words_stay(dirty: str, left: str) -> None:
    assert clean(dirty) == left


def test_a_drawn_picture_and_a_table_come_through_whole() -> None:
    picture = (
        '<figure><svg viewBox="0 0 9 9" role="img" aria-label="A loop"><defs><clipPath id="c"><rect width="9">'
        '</rect></clipPath></defs><g clip-path="url(#c)"><path d="M0,0L9,9" stroke="#0b5a6b" marker-end="url(#a)">'
        '</path><text text-anchor="middle">rent – “arrears”</text></g></svg><figcaption>A loop</figcaption></figure>'
    )
    table = '<table><caption>Issues</caption><thead><tr><th scope="col">n</th></tr></thead></table>'
    assert clean(picture) == picture
    assert clean(table) == table
