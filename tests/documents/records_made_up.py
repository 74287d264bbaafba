"""Made-up records in the layouts that the guides describe, each a PDF with a text layer."""

from functools import cache

import pylopdf_fonts_zh_cn as fonts
import typst

OURS, OTHER = "北京海河蓝科技有限公司", "济南浪潮软件有限公司"


def months(first: str, count: int) -> list[str]:
    year, month = int(first[:4]), int(first[5:])
    return [f"{year + (month + at - 1) // 12}-{(month + at - 1) % 12 + 1:02d}" for at in range(count)]


def table(title: str, above: str, headings: list[str], rows: list[list[str]]) -> bytes:
    """A sheet lying down with a title, a line above the table, and the table."""
    cells = ", ".join(f'"{cell}"' for row in [headings, *rows] for cell in row)
    source = f"""
#set page(width: 297mm, height: 210mm, margin: 12mm)
#set text(font: "Noto Serif SC", size: 8pt)
= {title}
{above}
#table(columns: (1fr,) * {len(headings)}, {cells})
"""
    made = _compiler().compile(input=source.encode(), format="pdf")
    assert isinstance(made, bytes)
    return made


def income_query(rows: list[tuple[str, str, str]]) -> bytes:
    """申报收入记录; rows of (month, income, payer)."""
    headings = ["所得项目", "税款所属期起", "税款所属期止", "申报日期", "申报表类别", "本期收入(元)"]
    headings += ["已申报税额(元)", "所得来源单位(个人)", "操作"]
    body = [
        [
            "正常工资薪金",
            f"{month}-01",
            f"{month}-28",
            f"{months(month, 2)[1]}-02",
            "综合所得预扣预缴申报",
            income,
            "36.79",
            payer,
            "异议申诉",
        ]
        for month, income, payer in rows
    ]
    return table("收入纳税明细查询", "申报收入记录", headings, body)


def withholding(rows: list[tuple[str, str]], total: str) -> bytes:
    """个人扣缴明细查询 of the employer's client; rows of (month, income)."""
    headings = ["税款所属期", "所得项目", "收入", "免税收入", "减除费用", "基本养老保险", "失业保险"]
    body = [[month, "正常工资薪金", income, "0.00", "5000.00", "1360.00", "85.00"] for month, income in rows]
    body.append(["合计", "", total, "0.00", "40,000.00", "10,880.00", "680.00"])
    return table("个人扣缴明细查询", f"当前操作单位：{OURS}【9111000000003107】", headings, body)


def tax_record(rows: list[tuple[str, str, str]]) -> bytes:
    """个人所得税纳税记录; rows of (month, day of declaration, tax)."""
    headings = ["申报日期", "实缴(退)金额", "入(退)库日期", "所得项目", "税款所属期", "入库税务机关", "备注"]
    body = [[day, tax, day, "工资、薪金所得", month.replace("-", "."), "朝阳区税务局", ""] for month, day, tax in rows]
    return table("中华人民共和国个人所得税纳税记录", "记录期间", headings, body)


def insurance(rows: list[tuple[str, str, str]]) -> bytes:
    """社会保险个人权益记录; rows of (month, base, kind of payment)."""
    headings = ["缴费年月", "险种", "缴费基数", "单位名称", "缴费类型"]
    body = [[month, "养老", base, OURS, kind] for month, base, kind in rows]
    return table("北京市社会保险个人权益记录", "参保人员缴费信息", headings, body)


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(font_paths=[fonts.serif_path().parent], ignore_system_fonts=True)
