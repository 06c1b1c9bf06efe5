"""The main way through the public pages in a real browser: filters, proof, keyboard, narrow and wide."""

import re

import pytest

from tests import builders

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NARROW = {"width": 390, "height": 844}


@pytest.fixture
def site(live_server):
    """Three articles, one of them with everything on it, served."""
    volker, lavrov = builders.person("Kurt Volker"), builders.person("Sergey Lavrov")
    council, moscow = builders.organisation("Atlantic Council"), builders.topic("Moscow")
    builders.article(
        "Talks end without agreement",
        published="2017-11-09",
        lead="Ministers met in Moscow.",
        paragraphs=["US envoy Kurt Volker spoke in Moscow."],
        blocks=[("subheading", "Muted hopes"), ("caption", "The table"), ("credit", "Image: AP/J. Doe")],
        mentions=[volker, moscow],
        roles=[(volker, "senior fellow", council)],
        quotes=[("We are close", volker)],
        section="World",
    )
    builders.article("A second round", published="2018-02-01", mentions=[volker, lavrov], section="World")
    builders.article("Nobody is here", published="2016-02-01", section="Science")
    return live_server


@pytest.fixture
def without_script(browser):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()


def headlines(page):
    return page.locator(".lines h2").all_inner_texts()


def test_reader_filters_reads_and_sees_the_proof(site, page):
    page.goto(f"{site.url}/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Articles").click()
    assert headlines(page) == ["A second round", "Talks end without agreement", "Nobody is here"]
    page.get_by_label("Kurt Volker", exact=True).check()
    page.get_by_role("button", name="Show articles").click()
    assert page.get_by_role("heading", level=1).inner_text() == "2 articles name Kurt Volker"
    # The badge says one; the list has one.
    badge = page.get_by_role("link", name=re.compile("Sergey Lavrov: 1 articles"))
    badge.click()
    assert headlines(page) == ["A second round"]
    page.get_by_role("link", name=re.compile("Take back.*Sergey Lavrov")).click()
    page.get_by_role("link", name="Talks end without agreement").click()
    assert "senior fellow" in page.get_by_role("region", name=re.compile("People")).inner_text()
    page.get_by_role("link", name="stated here").click()
    assert page.locator("mark").all_inner_texts() == ["senior fellow Kurt Volker of Atlantic Council"]
    page.get_by_role("link", name="Back to the article").click()
    page.locator(".body").get_by_role("link", name="Kurt Volker").first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "Kurt Volker"


def test_filters_work_without_script(site, without_script):
    page = without_script
    page.goto(f"{site.url}/articles/")
    page.get_by_label("Words, or").fill("envoy")
    page.get_by_role("button", name="Show articles").click()
    assert page.url == f"{site.url}/articles/?q=envoy"
    assert headlines(page) == ["Talks end without agreement"]
    assert page.locator("mark").first.inner_text() == "envoy"
    page.get_by_role("link", name="Clear all").click()
    assert page.url == f"{site.url}/articles/"


def test_filters_are_a_disclosure_where_it_is_narrow(site, without_script):
    page = without_script
    page.set_viewport_size(NARROW)
    page.goto(f"{site.url}/articles/?section=World")
    assert not page.get_by_label("Words, or").is_visible()
    page.get_by_text("Filter (1 active)").click()
    assert page.get_by_label("Words, or").is_visible()


def test_keyboard_reaches_the_content_first(site, page):
    page.goto(f"{site.url}/articles/")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to content"
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/#main")  # the address follows a moment after the key


ADDRESSES = [
    "/",
    "/articles/",
    "/people/",
    "/organisations/",
    "/topics/",
    "/people/kurt-volker/",
    "/topics/moscow/",
    "/articles/?colour=red",
]


@pytest.mark.parametrize("width", [320, 390, 720, 1440])  # 320: a phone, or 1280 at 400 %
def test_nothing_is_wider_than_the_window(site, browser, width):
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    for address in [
        *ADDRESSES,
        builders.Article.objects.get(headline__startswith="Talks").get_absolute_url(),
    ]:
        page.goto(f"{site.url}{address}")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, (address, wide)
    context.close()


#: WCAG's ratio between the colour of each text and the ground it stands on, as the browser computed both.
CONTRAST = """() => {
  const rgb = c => (c.match(/[\\d.]+/g) || []).map(Number);
  const lum = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor);
    if (c.length === 3 || c[3] > 0) return c; } return [255, 255, 255]; };
  const poor = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    if (!walker.currentNode.nodeValue.trim() || !e.getClientRects().length) continue;
    const [a, b] = [lum(rgb(getComputedStyle(e).color)), lum(ground(e))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) poor.push([walker.currentNode.nodeValue.trim().slice(0, 40), ratio.toFixed(2)]);
  }
  return poor;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(site, browser, scheme):
    context = browser.new_context(color_scheme=scheme, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    story = builders.Article.objects.get(headline__startswith="Talks")
    for address in [*ADDRESSES, story.get_absolute_url(), f"/articles/{story.public_id}/proof/?field=title"]:
        page.goto(f"{site.url}{address}")
        assert page.evaluate(CONTRAST) == [], address
    context.close()


def test_every_field_and_landmark_has_a_name(site, page):
    for address in ADDRESSES[:-1]:
        page.goto(f"{site.url}{address}")
        assert page.locator("main").count() == page.locator("h1").count() == 1, address
        nameless = page.evaluate(
            "[...document.querySelectorAll('input:not([type=hidden]), select, button')]"
            ".filter(e => !(e.labels && e.labels.length) && !e.innerText && !e.ariaLabel).length"
        )
        assert nameless == 0, address
        ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
        assert len(ids) == len(set(ids)), address


# --------------------------------------------------------------------------- two versions


@pytest.fixture
def versions(site):
    """The address of an article's versions: two, with a word changed, a paragraph gone, nine that stay."""
    lines = [f"Paragraph number {n} tells of the talks in Moscow." for n in range(11)]
    old = builders.article("Two versions", paragraphs=[*lines, "The last word is not spoken."])
    new = builders.article("Two versions", paragraphs=[lines[0].replace("talks", "long talks"), *lines[1:]])
    old.captures.update(article=new)
    return f"{site.url}{new.get_versions_url()}"


def test_versions_stand_side_by_side_where_it_is_wide_and_below_each_other_where_not(
    versions, without_script
):
    page = without_script
    page.goto(versions)
    pair = page.locator("#change-1")
    assert pair.locator("ins").text_content() == "[added: long]"  # also for those who do not see it
    old, new = pair.locator(".side").nth(0), pair.locator(".side").nth(1)
    assert old.bounding_box()["x"] < new.bounding_box()["x"]
    assert abs(old.bounding_box()["y"] - new.bounding_box()["y"]) < 2
    page.set_viewport_size(NARROW)
    assert old.bounding_box()["x"] == new.bounding_box()["x"]
    assert old.bounding_box()["y"] < new.bounding_box()["y"]
    folded = page.get_by_text("Paragraph number 5", exact=False).first
    assert not folded.is_visible()
    page.locator(".fold summary").first.click()
    assert folded.is_visible()


def test_versions_are_chosen_and_walked_through_by_keyboard(versions, page):
    page.goto(versions)
    assert "1 paragraph changed, 0 added, 1 removed" in page.locator(".summary").inner_text()
    page.get_by_role("link", name="To the first change").press("Enter")
    page.wait_for_url("**#change-1")
    page.locator("#change-1").get_by_role("link", name="next change").press("Enter")
    page.wait_for_url("**#change-2")
    # The other way round: a radio button's arrow keys choose.
    page.get_by_role("radio", name=re.compile("^before")).nth(1).press("ArrowUp")
    page.get_by_role("radio", name=re.compile("^after")).nth(0).press("ArrowDown")
    page.get_by_role("button", name="Compare the two chosen").press("Enter")
    page.wait_for_url("**from=**to=**")
    assert "1 paragraph changed, 1 added, 0 removed" in page.locator(".summary").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 720, 1440])
def test_versions_fit_the_window_and_stand_out_from_their_ground(versions, browser, width, scheme):
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(versions)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    assert page.evaluate(CONTRAST) == []
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))
    context.close()
