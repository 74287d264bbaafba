"""How far a part of a form is filled in, as tone and word."""

from gongju.forms.filling import Standing

WORDS = {
    Standing.EMPTY: ("wait", "未填写"),
    Standing.WRONG: ("bad", "有错误"),
    Standing.UNFINISHED: ("warn", "没填完"),
    Standing.COMPLETE: ("ok", "已填完"),
}


def standing_words(standing: Standing) -> tuple[str, str]:
    """Tone and word of a standing."""
    return WORDS[standing]
