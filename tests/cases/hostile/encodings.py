"""Bytes that lie about their encoding, mix two, or are none."""

import codecs

from cases.hostile.case import PROSE, QUOTED, Hostile, fails, reads

LONE_HALF = "The mayor \ud83d of Gullhaven said that the gate would be mended."
CYRILLIC = (
    "Мэр Галхейвена сказал во вторник, что ворота починят до следующего прилива, и это очень хорошо для города. " * 3
)
JAPANESE = "ガルヘブンの市長は火曜日に、次の大潮の前に門を修理すると述べた。市民はこの発表を歓迎している。" * 4
CHINESE = "市长星期二表示，闸门将在下一次大潮之前修好。市民对这一消息表示欢迎，并希望工程能够按时完成。" * 4
ARABIC = "قال رئيس البلدية يوم الثلاثاء إن البوابة سيتم إصلاحها قبل المد القادم وإن السكان في أمان." * 4
POLISH = (
    "Burmistrz powiedział we wtorek, że brama zostanie naprawiona przed następnym przypływem, a mieszkańcy się cieszą. "
    * 3
)


def page(charset: str, encoding: str, body: str = QUOTED) -> bytes:
    """Give a page that declares one charset and is in another."""
    head = f'<!doctype html><html><head><meta charset="{charset}"><title>Gate</title></head>'
    return f"{head}<body><article><p>{body}</p><p>{body}</p></article></body></html>".encode(encoding)


CASES: tuple[Hostile, ...] = (
    # --- marks
    reads("a mark of UTF-8", "a.txt", codecs.BOM_UTF8 + QUOTED.encode(), "“It held"),
    reads("two marks of UTF-8", "a.txt", codecs.BOM_UTF8 * 2 + QUOTED.encode(), "“It held"),
    reads("a mark of UTF-8 in the middle", "a.txt", PROSE.encode() + codecs.BOM_UTF8 + QUOTED.encode(), "“It held"),
    reads("a mark of UTF-16 LE", "a.txt", codecs.BOM_UTF16_LE + QUOTED.encode("utf-16-le"), "“It held"),
    reads("a mark of UTF-16 BE", "a.txt", codecs.BOM_UTF16_BE + QUOTED.encode("utf-16-be"), "“It held"),
    reads("a mark of UTF-32 LE", "a.txt", codecs.BOM_UTF32_LE + QUOTED.encode("utf-32-le"), "“It held"),
    reads("a mark of UTF-32 BE", "a.txt", codecs.BOM_UTF32_BE + QUOTED.encode("utf-32-be"), "“It held"),
    reads("UTF-16 LE without a mark", "a.txt", QUOTED.encode("utf-16-le"), "“It held"),
    reads("UTF-16 BE without a mark", "a.txt", QUOTED.encode("utf-16-be"), "“It held"),
    reads("UTF-16 with half a unit at the end", "a.txt", codecs.BOM_UTF16_LE + QUOTED.encode("utf-16-le") + b"a"),
    reads("UTF-16 with half a character", "a.txt", LONE_HALF.encode("utf-16", "surrogatepass"), "\ufffd of Gullhaven"),
    fails("a mark of UTF-8 before UTF-16", "a.txt", codecs.BOM_UTF8 + QUOTED.encode("utf-16-le"), "binary"),
    reads("UTF-16 marked as the other one", "a.txt", codecs.BOM_UTF16_BE + PROSE.encode("utf-16-le"), "\u5400"),
    fails("a mark of UTF-8 alone", "a.txt", codecs.BOM_UTF8, "empty"),
    fails("a mark of UTF-16 alone", "a.txt", codecs.BOM_UTF16_LE, "empty"),
    fails("a mark of UTF-32 alone", "a.txt", codecs.BOM_UTF32_BE, "empty"),
    # --- UTF-8 that is none
    reads("overlong of two bytes", "a.txt", PROSE.encode() + b" \xc0\xae\xc0\xae\xc0\xaf", never=("../",)),
    reads("overlong of three bytes", "a.txt", PROSE.encode() + b" \xe0\x80\xaf", never=("/",)),
    reads("overlong of four bytes", "a.txt", PROSE.encode() + b" \xf0\x80\x80\xaf", never=("/",)),
    reads("overlong NUL", "a.txt", PROSE.encode() + b" \xc0\x80", never=("\0",)),
    reads("halves of a character in UTF-8", "a.txt", PROSE.encode() + b" \xed\xa0\xbd\xed\xb8\x80", never=("\ud83d",)),
    reads("a character past Unicode", "a.txt", PROSE.encode() + b" \xf7\xbf\xbf\xbf"),
    reads("a sequence of six bytes", "a.txt", PROSE.encode() + b" \xfd\xbf\xbf\xbf\xbf\xbf"),
    reads("a sequence cut off at the end", "a.txt", QUOTED.encode() + "“".encode()[:2], "“It held"),
    reads("continuations without a beginning", "a.txt", PROSE.encode() + b" \x80\x80\x80 " + PROSE.encode()),
    reads("the bytes FE and FF inside", "a.txt", PROSE.encode() + b" \xfe\xff " + PROSE.encode()),
    reads("one bad byte among good ones", "a.txt", (QUOTED * 5).encode() + b"\xff" + (QUOTED * 5).encode(), "“It held"),
    reads("UTF-8, then Windows-1252", "a.txt", (QUOTED * 9).encode() + QUOTED.encode("cp1252"), "“It held"),
    reads("UTF-7 is plain letters", "a.txt", b"+ADw-script+AD4- " + PROSE.encode(), "+ADw-script", never=("<script>",)),
    reads("CESU-8 in a page", "a.html", page("utf-8", "utf-8").replace(b"ninety", b"\xed\xa0\xbd\xed\xb8\x80"), "“It"),
    # --- the encodings of the world
    reads("Windows-1252", "a.txt", QUOTED.encode("cp1252"), "“It held"),
    reads("Windows-1252 in lines of DOS", "a.txt", f"{QUOTED}\r\n{QUOTED}".encode("cp1252"), "“It held"),
    reads("Windows-1251", "a.txt", CYRILLIC.encode("cp1251"), "сказал во вторник"),
    reads("KOI8-R", "a.txt", CYRILLIC.encode("koi8-r"), "сказал во вторник"),
    reads("Shift JIS", "a.txt", JAPANESE.encode("shift_jis"), "火曜日"),
    reads("EUC-JP", "a.txt", JAPANESE.encode("euc_jp"), "火曜日"),
    reads("GB 18030", "a.txt", CHINESE.encode("gb18030"), "星期二"),
    reads(
        "Big5 in a page that says so",
        "a.html",
        page("big5", "big5", "市長星期二表示,閘門將在下一次大潮之前修好。" * 9),
        "星期二",
    ),
    reads("Windows-1256 in a page that says so", "a.html", page("windows-1256", "cp1256", ARABIC), "الثلاثاء"),
    reads("ISO 8859-2 in a page that says so", "a.html", page("iso-8859-2", "iso-8859-2", POLISH), "powiedział"),
    reads("UTF-8 that is not Latin", "a.txt", ARABIC.encode(), "الثلاثاء"),
    fails("EBCDIC", "a.txt", ("\t" + PROSE * 3).encode("cp037").replace(b"\x40", b"\x05"), "binary"),
    # --- pages that lie
    reads("declared UTF-8, is Windows-1252", "a.html", page("utf-8", "cp1252"), "“It held"),
    reads("declared Windows-1252, is UTF-8", "a.html", page("windows-1252", "utf-8"), "“It held"),
    reads("declared Latin-1, is Windows-1252", "a.html", page("iso-8859-1", "cp1252"), "“It held"),
    reads("declared UTF-16, is UTF-8", "a.html", page("utf-16", "utf-8"), "“It held"),
    reads("declared UTF-32, is Windows-1252", "a.html", page("utf-32", "cp1252"), "“It held"),
    reads("declared Shift JIS, is UTF-8", "a.html", page("shift_jis", "utf-8"), "“It held"),
    reads("declared UTF-7", "a.html", page("utf-7", "cp1252", f"+ADw-b+AD4- {QUOTED}"), "+ADw-b"),
    reads("declared punycode", "a.html", page("punycode", "cp1252"), "“It held"),
    reads("declared idna", "a.html", page("idna", "cp1252"), "“It held"),
    reads("declared unicode_escape", "a.html", page("unicode_escape", "cp1252", f"\\x3cb\\x3e {QUOTED}"), "\\x3cb"),
    reads("declared rot13", "a.html", page("rot13", "cp1252"), "“It held"),
    reads("declared zip", "a.html", page("zip", "cp1252"), "“It held"),
    reads("declared as nothing that exists", "a.html", page("x-no-such", "cp1252"), "“It held"),
    reads("declared as a path", "a.html", page("../../etc/passwd", "cp1252"), "“It held"),
    reads("declared in 10,000 letters", "a.html", page("a" * 10_000, "cp1252"), "“It held"),
    reads("declared twice", "a.html", page('utf-8"><meta charset="cp1251', "cp1252"), "“It held"),
    reads("a page in UTF-16", "a.html", page("utf-8", "utf-16"), "“It held"),
    reads("a page in UTF-32", "a.html", page("utf-8", "utf-32"), "“It held"),
    # --- characters that steer
    reads("NUL between words", "a.txt", PROSE.replace(" ", "\0").encode() + PROSE.encode() * 20, never=("\0",)),
    reads("line ends of old Macs", "a.txt", f"{PROSE}\r{PROSE}".encode(), f"{PROSE}\n{PROSE}"),
    reads("separators that are no line ends", "a.txt", f"{PROSE}\u2028{PROSE}\u2029\x85\x0b\x0c{PROSE}".encode()),
    reads("escapes that colour a terminal", "a.txt", f"\x1b[31m{PROSE}\x1b]0;title\x07".encode() + PROSE.encode() * 9),
    reads("marks that turn a line round", "a.txt", f"\u202e{PROSE}\u2066\u202c".encode()),
    reads("letters under a hundred thousand accents", "a.txt", (PROSE + " e" + "\u0301" * 100_000).encode()),
    reads("letters of no width", "a.txt", "\u200b\u200c\u200d\ufeff".join(PROSE).encode(), "T\u200b"),
    reads("noncharacters", "a.txt", f"{PROSE}\ufdd0\ufffe\U0010ffff".encode()),
    reads("private use", "a.txt", f"{PROSE}\ue000\U000f0000".encode()),
    reads("tags of no script", "a.txt", (PROSE + "\U000e0041\U000e0042").encode()),
)
