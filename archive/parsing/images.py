"""What a page says of its pictures: alternative text, caption, credit, and which line is which.

Pages run these together in a handful of ways, the same in every language: the credit in brackets at the end,
behind a label ("July 2017Image: picture-alliance/AP Photo/E. Vucci"), on a line of its own, or glued on bare
("…la primera vuelta del GP de Qatar.AFP"); the alternative text on the line before, often the caption itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.documents import BlockKind, ImageText, Span
from archive.parsing.text import Draft, Line, ends_sentence

#: What stands before a credit and its colon. Case matters: "Bild:" is a label, "Selbstbild:" none.
_LABELS = tuple(
    sorted(
        """Image|Photo|Photos|Picture|Photograph|Photographs|Photography|Image credit|Photo credit|Picture credit|Image source
Photo source|Credit|Credits|Photo by|Photos by|Bild|Bilder|Bildrechte|Bildquelle|Bildnachweis|Foto|Fotos|Fotocredit|Fotograf
Fotografin|Fotografie|Quelle|Rechte|Grafik|Crédit|Crédits|Crédit photo|Crédits photo|Crédits photos|Imagen|Imagens|Imagem
Fotografía|Fuente|Crédito|Immagine|Fonte|Imagine|Fotografi|Beeld|Kuva|Bilde|Fotó|Kép|Zdjęcie|Zdjęcia|Fot.|Slika|Snímek
Fotoğraf|Resim|Görsel|Gambar|Picha|Hoto|Ảnh|Фото|Снимка|Слика|Изображение|Зображення|Εικόνα|Φωτογραφία|صورة من|الصورة
صورة|عکس|تصویر|تصوير|तस्वीर|चित्र|ছবি|图像来源|图片来源|圖片來源|图源|图|写真|画像|사진|ምስል""".replace("\n", "|").split("|"),
        key=len,
        reverse=True,
    )
)
_LABEL = re.compile(
    rf"(?:{'|'.join(map(re.escape, _LABELS))})\s?[:：]\s{{0,3}}|©\s{{0,3}}|\(c\)\s{{1,3}}|Image source,\s{{1,3}}"
    r"|(?:Photos?|Photographs?|Fotos?|Images?|Bilder|Illustration)\s(?:by|von|de|par)\s(?=[A-ZÄÖÜÉ])"
)
#: Labels without a colon.
_UNMARKED = re.compile(
    r"(?:Photos?|Photographs?|Fotos?|Images?|Illustration)\s(?:by|von|de|par)\s(?=[A-ZÄÖÜÉ])|©\s{0,3}|\(c\)\s|Image source,\s"
)
_AGENCY = re.compile(
    r"\b(?:picture[ -]alliance|dpa|getty(?: images)?|afp|ap(?: photo| images)?|associated press|reuters|imago(?: images)?|epa|efe"
    r"|ansa|tass|ria novosti|sputnik|afp photo|zuma(?: press)?|nurphoto|anadolu|xinhua|alamy|shutterstock|istock|adobe ?stock|pixabay"
    r"|unsplash|wikimedia(?: commons)?|cc[ -]by(?:-sa)?|public domain|gemeinfrei|privat|private|handout|bloomberg|keystone|akg-images"
    r"|ullstein bild|laif|ddp|dapd|apa|anp|belga|ritzau|ntb|scanpix|lehtikuva|kyodo|yonhap|upi|pa(?: wire| media| images)?|press association"
    r"|magnum|contour|moment|corbis|zumapress|kremlin|nasa|esa|unicef|unhcr|instagram|twitter|facebook|youtube|screenshot|eyevine|ipa|lusa"
    r"|europa press|handout|action press|mauritius|blickwinkel|m\.i\.s\.|sipa(?: press| usa)?|abaca|maxppp|pool|photo ?illustration)\b",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"[A-ZÄÖÜ][A-Za-zÄÖÜ-]{0,2}[A-ZÄÖÜ]{1,4}s?")
_LONGEST_CAPTION = 600
_LONGEST_CREDIT = 140


@dataclass(frozen=True, slots=True)
class SplitLine:
    """A line that ends in a credit: where the words end, where its block and its bare words lie."""

    words_end: int
    label_start: int
    credit_start: int
    credit_end: int


def split_label(text: str) -> SplitLine | None:
    """A line with a credit behind a label: "A mural in Brooklyn. Image: Getty Images/S. Platt"."""
    if len(text) > _LONGEST_CAPTION:
        return None
    for start, end in _labels_in(text):
        credit = text[end:]
        bare = credit.rstrip(" )]\xa0")
        if not bare or len(bare) > _LONGEST_CREDIT or _is_prose(bare):
            continue
        opened = text[max(0, start - 2) : start].rstrip()[-1:] in ("(", "[")
        if opened or bare.count("(") > bare.count(")"):
            bare = _balanced(credit, bare)
        words_end = len(text[:start].rstrip(" (|-–—\xa0["))
        label_start = start
        while label_start > words_end and text[label_start - 1] in "([":
            label_start -= 1
        return SplitLine(words_end, label_start, end, end + len(bare))
    return None


def _labels_in(text: str) -> Iterator[tuple[int, int]]:
    """Where labels of credits begin and end, from the left."""
    colon = text.find(":")
    if colon < 0 and not text.isascii():
        text = text.replace("：", ":")  # the wide colon of Chinese and Japanese pages
        colon = text.find(":")
    while colon >= 0:
        before = text[max(0, colon - 24) : colon].rstrip()
        if before.endswith(_LABELS):
            label = next(label for label in _LABELS if before.endswith(label))
            start = max(0, colon - 24) + len(before) - len(label)
            if start == 0 or _is_boundary(text[start - 1], label[0]):
                tail = text[colon + 1 :]
                yield start, colon + 1 + len(tail) - len(tail.lstrip())
        colon = text.find(":", colon + 1)
    if "©" in text or " by " in text or " von " in text or "(c)" in text or "Image source," in text:
        for label_match in _UNMARKED.finditer(text):
            yield label_match.span()


def _is_boundary(before: str, first: str) -> bool:
    """Whether a label can begin here: behind no letter, or glued on with a capital ("2017Image:", "…sixBild:")."""
    if not before.isalpha():
        return True
    if first.isupper():
        return not before.isupper() or before.isascii() is False
    return not (first.islower() or before.islower() or before.isupper())


def _balanced(credit: str, bare: str) -> str:
    """Keep the closing bracket of one opened inside: "dpa/B. Pedersen (M)"."""
    while bare.count("(") > bare.count(")") and len(bare) < len(credit) and credit[len(bare)] in ")]":
        bare = credit[: len(bare) + 1]
    return bare


def _is_prose(credit: str) -> bool:
    """Whether words are a sentence rather than a source: a credit has few small words and no full stop."""
    words = credit.split()
    small = sum(1 for word in words if word[0].islower() and len(word) > 2)
    return (len(words) > 9 and small > 4) or (credit[-1] in ".?!" and len(words) > 5)


def split_bracket(text: str, *, any_source: bool) -> SplitLine | None:
    """A line with its credit in brackets at the end: "Russland Sergej Lawrow (Getty Images/AFP/N. Kolesnikova)".

    `any_source` also takes brackets without a known agency ("Tahir Della (Downluke)"), for a layout that is known
    to print credits so; never a year, a date or a bare acronym ("the Islamic State (IS)").
    """
    if not text.endswith((")", "）")) or len(text) > 320:
        return None
    depth = 0
    start = -1
    for index in range(len(text) - 1, -1, -1):
        if text[index] in ")）":
            depth += 1
        elif text[index] in "(（":
            depth -= 1
            if depth == 0:
                start = index
                break
    inner = text[start + 1 : -1].strip()
    before = text[:start].rstrip()
    if start < 0 or len(inner) < 2 or len(inner) > _LONGEST_CREDIT or _is_prose(inner):
        return None
    letters = sum(map(str.isalpha, inner))
    if letters < 2 or ends_sentence(before) and len(before) > 120:
        return None
    known = _AGENCY.search(inner) is not None
    if not known and (not any_source or _ACRONYM.fullmatch(inner) or not _source_like(inner)):
        return None
    credit_start = start + 1 + len(text[start + 1 : -1]) - len(text[start + 1 : -1].lstrip())
    return SplitLine(len(before), start, credit_start, credit_start + len(inner))


def _source_like(inner: str) -> bool:
    """A source without a known agency: names, slashes; not "former president", "aged 34"."""
    first = inner[0]
    return "/" in inner or first.isupper() or not (first.isupper() or first.islower()) or inner.count(" ") <= 1


def is_credit_line(text: str) -> bool:
    """Whether a line is nothing but a credit: "REUTERS", "(Photos by Associated Press)", "A. Carta | Getty Images"."""
    if len(text) > _LONGEST_CREDIT or ends_sentence(text.rstrip(")")):
        return False
    if text[0] in "([" and text[-1] in ")]" and len(text) > 4:
        inner = text[1:-1]
        return not _is_prose(inner) and sum(map(str.isalpha, inner)) > 3 and not inner.isupper()
    rest = _AGENCY.sub("", text)
    if rest == text:
        return False
    if any(mark in text for mark in "/|©"):
        return not _is_prose(text)
    return len(rest.strip(" ,-–/|()")) <= 3 or (len(text.split()) <= 6 and text.count(",") <= 1 and len(rest) < 40)


def bare_credit(draft: Draft, start: int, end: int) -> Span | None:
    """A credit without label and enclosing brackets."""
    text = draft.layer.text[start:end]
    label = _LABEL.match(text)
    if label:
        start += label.end()
        text = text[label.end() :]
    if text[:1] in "([" and text[-1:] in ")]" and not label:
        start, end, text = start + 1, end - 1, text[1:-1]
        inner = _LABEL.match(text)
        if inner:
            start += inner.end()
    while end > start and (draft.layer.text[end - 1].isspace() or _unopened(draft.layer.text, start, end)):
        end -= 1
    while start < end and draft.layer.text[start].isspace():
        start += 1
    return Span(start, end) if start < end else None


def _unopened(text: str, start: int, end: int) -> bool:
    return text[end - 1] in ")]" and text.count("(", start, end) < text.count(")", start, end)


def find_images(draft: Draft, first: int, last: int, *, any_source: bool = False) -> None:
    """Label the lines of all image texts between two lines; `any_source` as for `split_bracket`."""
    lines, kinds = draft.lines, draft.kinds
    index = first
    while index < last:
        line = lines[index]
        if kinds[index] is None and line.end - line.start <= _LONGEST_CAPTION:
            index = _try_line(draft, index, first, last, any_source)
        index += 1
    draft.images.sort(key=lambda image: min(s.start for s in (image.text, image.credit, image.alt) if s))


def _try_line(draft: Draft, index: int, first: int, last: int, any_source: bool) -> int:
    """Label an image text that ends or begins at a line; the last line it took."""
    line = draft.lines[index]
    text = line.text
    half = len(text) // 2
    if len(text) > 60 and len(text) % 2 == 0 and text[:half] == text[half:] and _doubled(draft, index, half):
        return index
    following = draft.lines[index + 1] if index + 1 < last else None
    if following is not None and following.gap == 0 and draft.kinds[index + 1] is None:
        taken = _repeated(draft, index, following, last)
        if taken:
            return taken
    split = split_label(text)
    if split is not None:
        _labelled(draft, index, split, first)
        return index
    if text[-1] in ")）":
        bracket = split_bracket(text, any_source=any_source)
        if bracket is not None and bracket.words_end > line.words - line.start:
            return _bracketed(draft, index, bracket, last)
    if line.gap == 0 and index > first and draft.kinds[index - 1] is None and is_credit_line(text):
        _credit_below(draft, index, first)
    return index


def _doubled(draft: Draft, index: int, half: int) -> bool:
    """One line holds the text twice: alternative text, then caption, each with its credit."""
    line = draft.lines[index]
    split = split_label(line.text[half:])
    if line.bullet or (split is not None and split.words_end <= 0):
        return False
    middle = line.start + half
    words = split.words_end if split else half
    cuts = [(BlockKind.IMAGE_ALT, line.start, middle)]
    credit = None
    if split:
        cuts += [
            (BlockKind.CAPTION, middle, middle + words),
            (BlockKind.CREDIT, middle + split.label_start, line.end),
        ]
        credit = Span(middle + split.credit_start, middle + split.credit_end)
    else:
        cuts.append((BlockKind.CAPTION, middle, line.end))
    draft.kinds[index] = BlockKind.CAPTION
    draft.cuts[index] = cuts
    draft.images.append(ImageText(Span(middle, middle + words), credit, Span(line.start, line.start + words)))
    return True


def _repeated(draft: Draft, index: int, following: Line, last: int) -> int:
    """The alternative text, and on the next line the same words as caption, perhaps with more behind them."""
    text = draft.lines[index].text
    if len(text) < 12 or not following.text.startswith(text.rstrip(".")):
        return 0
    rest_start = following.start + len(text) if following.text.startswith(text) else following.start
    rest = draft.layer.text[rest_start : following.end].strip()
    split = split_label(following.text)
    draft.kinds[index] = BlockKind.IMAGE_ALT
    draft.kinds[index + 1] = BlockKind.CAPTION
    alt = Span(draft.lines[index].words, draft.lines[index].end)
    if split is not None and split.words_end > following.words - following.start:
        _cut_caption(draft, index + 1, split, alt)
        return index + 1
    if rest and len(rest) <= 80 and rest_start > following.start and not ends_sentence(rest):
        begin = draft.layer.text.index(rest, rest_start)
        draft.cuts[index + 1] = [
            (BlockKind.CAPTION, following.start, rest_start),
            (BlockKind.CREDIT, begin, following.end),
        ]
        draft.images.append(
            ImageText(Span(following.start, rest_start), bare_credit(draft, begin, following.end), alt)
        )
        return index + 1
    credit = None
    taken = index + 1
    if index + 2 < last and draft.lines[index + 2].gap == 0 and is_credit_line(draft.lines[index + 2].text):
        taken = index + 2
        draft.kinds[taken] = BlockKind.CREDIT
        credit = bare_credit(draft, draft.lines[taken].start, draft.lines[taken].end)
    draft.images.append(ImageText(Span(following.start, following.end), credit, alt))
    return taken


def _cut_caption(draft: Draft, index: int, split: SplitLine, alt: Span | None) -> None:
    line = draft.lines[index]
    words = Span(line.words, line.start + split.words_end)
    draft.kinds[index] = BlockKind.CAPTION
    draft.cuts[index] = [
        (BlockKind.CAPTION, line.start, line.start + split.words_end),
        (BlockKind.CREDIT, line.start + split.label_start, line.end),
    ]
    draft.images.append(ImageText(words, Span(line.start + split.credit_start, line.start + split.credit_end), alt))


def _labelled(draft: Draft, index: int, split: SplitLine, first: int) -> None:
    """A caption with a labelled credit; the alternative text is the line before it in the same stanza."""
    if split.words_end <= draft.lines[index].words - draft.lines[index].start:
        _credit_below(draft, index, first)
        return
    alt = _alt_above(draft, index, first)
    _cut_caption(draft, index, split, alt)


def _alt_above(draft: Draft, index: int, first: int) -> Span | None:
    above = index - 1
    if above < first or draft.lines[index].gap or draft.kinds[above] is not None:
        return None
    line = draft.lines[above]
    if line.end - line.start > 320 or line.text.startswith(("http://", "https://")):
        return None
    draft.kinds[above] = BlockKind.IMAGE_ALT
    return Span(line.words, line.end)


def _bracketed(draft: Draft, index: int, split: SplitLine, last: int) -> int:
    """An alternative text with its credit in brackets; the caption, if any, is the short line that follows."""
    line = draft.lines[index]
    alt = Span(line.words, line.start + split.words_end)
    draft.kinds[index] = BlockKind.IMAGE_ALT
    draft.cuts[index] = [
        (BlockKind.IMAGE_ALT, line.start, line.start + split.words_end),
        (BlockKind.CREDIT, line.start + split.label_start, line.end),
    ]
    caption = None
    taken = index
    if index + 1 < last and draft.kinds[index + 1] is None and not line.bullet:
        following = draft.lines[index + 1]
        # A paragraph is longer or ends like one; a caption of this design seldom does.
        length = following.end - following.start
        if not following.bullet and length <= 220 and (length <= 110 or not ends_sentence(following.text)):
            caption = Span(following.start, following.end)
            taken = index + 1
            draft.kinds[taken] = BlockKind.CAPTION
    credit = Span(line.start + split.credit_start, line.start + split.credit_end)
    draft.images.append(ImageText(caption, credit, alt))
    return taken


def _credit_below(draft: Draft, index: int, first: int) -> None:
    """A credit on a line of its own: the line above it is the caption, the one above that the alternative text."""
    line = draft.lines[index]
    draft.kinds[index] = BlockKind.CREDIT
    caption = alt = None
    above = index - 1
    if above >= first and line.gap == 0 and draft.kinds[above] is None:
        upper = draft.lines[above]
        if not upper.bullet and upper.end - upper.start <= _LONGEST_CAPTION:
            caption = Span(upper.words, upper.end)
            draft.kinds[above] = BlockKind.CAPTION
            alt = _alt_above(draft, above, first)
    draft.images.append(ImageText(caption, bare_credit(draft, line.start, line.end), alt))
