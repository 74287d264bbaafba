"""Takes the READMEs' pictures from a running demo: each portal and each district's guide, on a desk and on a phone.

make run                                                  # in one terminal
.venv/bin/python -m scripts.pictures http://127.0.0.1:8000    # in another
"""

import sys
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from scripts.browser import chromium
from scripts.places import ROOT, stop

FOLDER = ROOT / "docs" / "pictures"
DESK, PHONE = ViewportSize(width=1366, height=900), ViewportSize(width=375, height=812)
DISTRICTS = ("dongcheng", "chaoyang", "daxing", "changping")


@dataclass(frozen=True)
class Scene:
    """One picture: who signs in by which door ("" for nobody), which page, and what to follow from there."""

    name: str
    door: str
    person: str
    page: str
    follow: str = ""


SCENES = (
    Scene("public", "", "", "/"),
    Scene("applicant", "北京通", "林晓禾", "/my/"),
    Scene("employer", "法人一证通", "赵一鸣", "/unit/"),
    *(Scene(f"guide-{district}", "", "", f"/guide/{district}/first_issue/") for district in DISTRICTS),
    Scene("officer", "工作人员统一认证", "孙静", "/office/", follow="main a[href*='/office/cases/CP']"),
)


def main(address: str) -> None:
    """Take every scene in both sizes."""
    program = chromium()
    if not program:
        stop("There is no Chromium to take pictures with.", "没有可用的 Chromium, 无法截图。")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for scene in SCENES:
            for size, ending in ((DESK, ""), (PHONE, "-phone")):
                _take(browser, address, scene, size, f"{scene.name}{ending}.png")
        browser.close()


def _take(browser: Browser, address: str, scene: Scene, size: ViewportSize, file: str) -> None:
    context = browser.new_context(viewport=size, base_url=address, locale="zh-CN", timezone_id="Asia/Shanghai")
    page = context.new_page()
    if scene.door:
        _sign_in(page, scene)
    page.goto(scene.page)
    if scene.follow:
        page.goto(page.locator(scene.follow).first.get_attribute("href") or scene.page)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / file)
    print(f"  {FOLDER / file}", flush=True)
    context.close()


def _sign_in(page: Page, scene: Scene) -> None:
    """Through the door, and on the demo provider's list as the person."""
    page.goto("/signin/")
    page.get_by_role("button", name=f"用{scene.door}登录").click()
    page.get_by_role("button", name=scene.person).first.click()
    page.wait_for_url(f"**{scene.page}**")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
