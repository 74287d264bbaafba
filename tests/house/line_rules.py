"""Conventions that a single line can break, each with lines that keep it and lines that break it."""

import re
from dataclasses import dataclass
from fnmatch import fnmatch

# Put together here so that this file keeps its own rules.
REGISTRIES = ["py" + "pi.org", "python" + "hosted.org", "npm" + "js.org", "npm" + "js.com", "npm" + "mirror.com"]
CDNS = ["js" + "delivr.net", "un" + "pkg.com", "google" + "apis.com", "cdn" + "js.", "static" + "file.org"]
HOMES = ["/ho" + "me/", "/ro" + "ot/", "/wo" + "rk/", "/Us" + "ers/", "../sha" + "red"]


@dataclass(frozen=True)
class LineRule:
    """One convention: where it holds, where it does not, what breaks it, and what to do instead."""

    name: str
    instead: str
    breaks: re.Pattern[str]
    where: tuple[str, ...]
    good_lines: tuple[str, ...]
    bad_lines: tuple[str, ...]
    except_in: tuple[str, ...] = ()

    def holds_in(self, path: str) -> bool:
        """Whether the file at `path` is under this rule."""
        return any(fnmatch(path, one) for one in self.where) and not any(fnmatch(path, one) for one in self.except_in)


def _any_of(words: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words)))


LINE_RULES = [
    LineRule(
        name="no package registry and no foreign content host is named",
        instead="Locks name versions and digests; pages load only from our own host.",
        breaks=_any_of(REGISTRIES + CDNS),
        where=("*",),
        good_lines=("django==5.2.19 \\", '"integrity": "sha512-lgmR9gc"'),
        bad_lines=(f"--index-url https://{REGISTRIES[0]}/simple", f'<script src="https://{CDNS[0]}/x.js"></script>'),
    ),
    LineRule(
        name="no path of one machine is named",
        instead="Start from ROOT, GONGJU_VAR or a temporary folder.",
        breaks=re.compile(r"(?<![\w.])(?:" + "|".join(map(re.escape, HOMES)) + ")"),
        where=("*",),
        good_lines=("the root of the tree", "ROOT / 'var'", "see docs/homework/plan.md"),
        bad_lines=(f'open("{HOMES[0]}li/x.json")', f"see {HOMES[4]}/product.md"),
    ),
    LineRule(
        name="nothing is left unfinished or switched off",
        instead="Build it, or say in the guide of the part what is left out and why.",
        breaks=re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b|pragma: no co" + r"ver|mark\.(skip|x" + r"fail)\b"),
        where=("*.py", "*.html", "*.toml", "*.css", "*.js"),
        good_lines=("todo_list = []", "raise Refusal('not_now')"),
        bad_lines=("# TO" + "DO: later", "@pytest.mark.sk" + "ip"),
    ),
    LineRule(
        name="only the clock asks the time",
        instead="Take `now` or `on` as an argument; a door asks gongju.clock.",
        breaks=re.compile(
            r"\b(datetime\.now|datetime\.utcnow|date\.today|timezone\.now|time\.time)\(|\blocal(date|time)\(\)"
        ),
        where=("gongju/*.py",),
        except_in=("gongju/clock.py", "*/migrations/*"),
        good_lines=("on = clock.today()", "started = time.monotonic()", "on = localdate(now)"),
        bad_lines=("today = date.today()", "at = timezone.now()", "on = localdate()"),
    ),
    LineRule(
        name="a moment that was kept is read in Beijing",
        instead="Use localdate(moment): a row gives its moments in UTC, eight hours behind.",
        breaks=re.compile(r"\b(at|\w+_at)\.(date|time)\(\)"),
        where=("gongju/*.py",),
        good_lines=("on = localdate(case.opened_at)", "today = now.date()"),
        bad_lines=("on = case.opened_at.date()", "on = one.at.date()"),
    ),
    LineRule(
        name="no signals, no work hidden in save()",
        instead="Write it in the action that wants it.",
        breaks=re.compile(r"@receiver\(|\b(pre|post)_(save|delete|init)(\.connect|,)|def (save|delete)\(self"),
        where=("gongju/*.py",),
        except_in=("gongju/ops/admin*",),
        good_lines=("record.save(update_fields=['stage'])", "def pre_save(self, row, add):"),
        bad_lines=("@receiver(post_save, sender=Case)", "    def save(self, *args, **kwargs):"),
    ),
    LineRule(
        name="pages keep the content-security policy",
        instead="Put style in a style sheet and behaviour in a script file of our own.",
        breaks=re.compile(r"""\sstyle=["']|<script(?![^>]*\ssrc=)|\son[a-z]+=["']|<style|href=["']javascript:"""),
        where=("gongju/*.html",),
        good_lines=("<script src=\"{% static 'x.js' %}\" defer></script>", '<p class="lead">一</p>'),
        bad_lines=('<p style="color:red">', "<script>go()</script>", '<button onclick="go()">'),
    ),
    LineRule(
        name="no text of a template is trusted blindly",
        instead="Let the template escape it; build markup in a template, not in Python.",
        breaks=re.compile(r"\|\s*safe\b|autoescape off|mark_safe\("),
        where=("gongju/*.html", "gongju/*.py"),
        good_lines=("{{ name }}", "is_safe = True"),
        bad_lines=("{{ name|safe }}", "return mark_safe(text)"),
    ),
]
