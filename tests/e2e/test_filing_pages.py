"""Every page of filing and review: no axe violation, no foreign request, no sideways scrolling; zh, en, light, dark."""

import io
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from oversight.app import create_app
from oversight.settings import Settings
from tenants.scope.pools import Pools
from tests.builders import make_duty
from tests.desk import OPERATIONS
from tests.e2e.site import Site, serving
from tests.oversight.views.world import World

pytestmark = pytest.mark.browser

RIGHT = OPERATIONS | {"facility_no": "C01"}
LOOKS = [("zh", "light", 1280), ("en", "dark", 1280), ("zh", "dark", 360), ("en", "light", 360)]
PAGES = {
    "list": ("clerk", "/returns/"),
    "empty list": ("clerk", "/returns/?q=&return=none"),
    "duty": ("clerk", "/returns/{open}"),
    "receipt": ("clerk", "/returns/uploads/{upload}"),
    "errors": ("clerk", "{wrong}/findings"),
    "queries": ("clerk", "{odd}/findings"),
    "figures": ("clerk", "{odd}"),
    "signing": ("head", "{ready}"),
    "nil": ("clerk", "/returns/{open}/nil"),
    "form": ("clerk", "/returns/{open}/form"),
    "source": ("clerk", "{odd}/source?cell=main!C4"),
    "pack": ("clerk", "/returns/packs/2026-12"),
    "empty pack": ("clerk", "/returns/packs/2031-01"),
    "pack receipt": ("clerk", "{pack}"),
    "events": ("clerk", "/returns/events/"),
    "records": ("clerk", "/returns/events/safety_drill"),
    "records of all": ("inspector", "/returns/events/safety_drill"),
    "queue": ("inspector", "/review/"),
    "review": ("inspector", "{review}"),
    "quality": ("inspector", "/quality/"),
    "quality of a school": ("clerk", "/quality/"),
}


@pytest.fixture
def site(pools: Pools, settings: Settings, browser: Browser) -> Iterator[Site]:
    """The site with returns in every state."""
    with World(create_app(settings), pools, settings) as world:
        world.accepted_before("2026-05", RIGHT)
        places = {}
        for name, period, row in (
            ("wrong", "2026-06", RIGHT | {"meal_occasions": "约40"}),
            ("odd", "2026-09", RIGHT | {"items_sampled": 200}),
            ("ready", "2026-07", RIGHT | {"diners_lunch": 300}),
        ):
            world.duty = make_duty(world.school, "canteen_operations", period)
            world.file(row)
            places[name] = world.version_url()
            if name == "ready":
                world.explain_all()
        places["upload"] = str(world.upload_id())
        world.duty = make_duty(world.school, "canteen_operations", "2026-08")
        world.submitted(RIGHT | {"items_sampled": 190})
        places["review"] = world.review_url()
        places["open"] = str(make_duty(world.school, "canteen_operations", "2026-11").id)
        form = {"csrf_token": world.csrf, "day": "2026-10-09"}
        world.clerk.post("/returns/events/safety_drill", data=form)
        sent = {"csrf_token": world.csrf, "workbook": (io.BytesIO(world.filled(RIGHT)), "包.xlsx")}
        places["pack"] = world.clerk.post("/returns/packs/2026-12", data=sent).location
        world.check()
        with serving(world, browser) as running:
            running.places = places
            yield running


def test_every_page_is_accessible_in_both_languages_themes_and_widths(site: Site):
    found = []
    for lang, theme, width in LOOKS:
        pages = {who: site.page(who, width=width, theme=theme, lang=lang) for who in ("clerk", "head", "inspector")}
        for name, (who, path) in PAGES.items():
            page, about = pages[who], f"{name} {lang} {theme} {width}"
            page.goto(site.url(path.format(**site.places)))
            broken = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
            found += [f"{about}: {each['id']} {each['nodes'][0]['html'][:120]}" for each in broken]
            if page.evaluate("document.documentElement.scrollWidth") > width:
                found.append(f"{about}: scrolls sideways")
    assert found == []
