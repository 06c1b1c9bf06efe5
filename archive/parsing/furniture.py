"""Words by which a page's furniture is told in any of many languages; no publisher's name stands here.

Three strengths: a line that *is* one of these phrases; a line that begins with one; a line that asks for
something (subscribe, accept, join). What ends the text for good is kept apart from what only interrupts it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache


@lru_cache(maxsize=1024)  # several rules ask for the same line
def _bare(line: str) -> str:
    """A short line as the tables hold it: small letters, composed, without what points to a link."""
    low = line.casefold() if line.isascii() else unicodedata.normalize("NFC", line.casefold())
    return " ".join(low.split()).rstrip(" :>»→….–-")


def _phrases(text: str) -> frozenset[str]:
    # Folded as lines are: the last letter of "επίσης" is another one then.
    return frozenset(_bare(line) for line in text.strip().splitlines() for line in line.split("|"))


#: Headings of links to other stories; the links' titles may follow, or be gone.
RELATED_HEADINGS = _phrases(
    """
    related|related article|related articles|related stories|related content|related topics
    related story|read more
    read next|see also|more
    read also|also read|lesen sie auch|mehr zum thema|mehr dazu|mehr lesen
    das könnte sie auch interessieren|auch interessant
    passend zum thema|lire aussi|à lire aussi|voir aussi|sur le même sujet|lire plus|lea también
    lee también|leer más|ver también
    noticia relacionada|noticias relacionadas|artículos relacionados|notas relacionadas|contenido relacionado
    sujets liés|articles liés|sur le même sujet :|notícias relacionadas|articoli correlati
    notizie correlate|gerelateerde artikelen
    powiązane artykuły|zobacz również|przeczytaj także|przeczytaj też|polecamy|σχετικά άρθρα
    ilgili haber|ilgili konular|مواضيع ذات صلة
    إقرأ أيضا|إقرأ أيضاً|اقرأ أيضًا|مطالب مرتبط|بیشتر بخوانید:|متعلقہ خبریں|संबंधित खबरें
    এ সম্পর্কিত|相关文章|関連ニュース|関連リンク|관련기사|artikel terkait|berita terkait
    habari zinazohusiana|articole similare|citește și:|příbuzné články|související články|свързани
    още по темата|povezane vesti|повезане вести
    passende artikel|mehr aus diesem ressort|verwandte themen|lesetipps|zum weiterlesen
    weiterlesen nach der anzeige
    more on this story|more on this topic|around the web
    para saber más|te puede interesar|más información|leia também|leia mais|veja também|saiba mais
    leggi anche|leggi di più
    lees ook|lees meer|läs också|läs mer|les også|læs også|lue myös|czytaj też|czytaj także|czytaj więcej
    zobacz także|čtěte také
    citește și|čitaj još|pročitajte još|pročitajte i|читайте также|читайте також|смотрите также|по теме
    подробнее|прочетете още
    διαβάστε επίσης|ayrıca okuyun|devamını oku|ilgili haberler|اقرأ أيضا|اقرأ أيضاً|اقرأ المزيد
    بیشتر بخوانید|یह भी पढ़ें|ये भी पढ़ें|आगे पढ़ें
    আরও পড়ুন|相关阅读|相关报道|延伸阅读|関連記事|관련 기사|xem thêm|baca juga|simak juga
    olvassa el|lexo edhe|прочитајте
    מידע נוסף
    a lire aussi|a lire également|te recomendamos|le recomendamos
    recomendados|recomendamos|no te pierdas|te puede gustar|lo más reciente
    approfondimenti|potrebbe interessarti|potrebbe interessarti anche|ti potrebbe interessare|vedi anche
    wybrane dla ciebie|mogą cię zainteresować|à lire également|sur le même thème|à voir aussi|à découvrir
    διαβάστε ακόμη|διαβάστε ακόμα|δείτε επίσης|empfehlungen der redaktion|das könnte dich auch interessieren
    recommended stories|editor's picks|editors' picks|don't miss|you might like|in case you missed it
    ze względu na temat|рекомендуем|вам может быть интересно|материалы по теме|рекомендуємо|читайте далі
    ilginizi çekebilir|bunlar da ilginizi çekebilir|önerilen haberler|おすすめ記事|추천 기사|推荐阅读
    قد يعجبك|قد يهمك|قد يهمك أيضا|اقرأ المزيد|পড়ুন|pilihan editor|vezi și|mohlo by vás zajímat|doporučujeme
    """
)
#: Lines that interrupt a text: advertising, sharing, links to elsewhere. The text may go on after them.
INTERRUPTING = _phrases(
    """
    advertisement|advertising|ad|anzeige|werbung|publicité|passer la publicité|publicidad|publicidade
    pubblicità
    advertentie|reklama|реклама|reklam|annonse|annonce|annons|mainos|διαφήμιση|إعلان|اعلان|تبلیغات
    विज्ञापन|广告|廣告|広告|광고
    বিজ্ঞাপন|اشتہار|اعلان|آگهی|ማስታወቂያ|tangazo|matangazo|talla
    оглас|оглашување|oglas|reklamë|ogłoszenie|inzerce|publicitate|โฆษณา|פרסומת
    quảng cáo|iklan|hirdetés|publicitate|continue reading|story continues below advertisement
    continue reading below
    article continues after advertisement|article continues below|weiter lesen|weiterlesen|scroll to continue
    share|share this|share article|share this article|share on facebook|share on twitter|share via|teilen
    artikel teilen|partager
    partager via|partager via :|compartir|compartilhar|condividi|delen|dela|del|jaa|udostępnij|sdílet
    поделиться|поширити|paylaş
    مشاركة|شارك|शेयर करें|शेयर|分享|共有|공유|chia sẻ|bagikan|megosztás|distribuie|κοινοποίηση|facebook|twitter
    x|whatsapp|telegram
    linkedin|email|e-mail|copy link|link kopieren|copier le lien|print|drucken|imprimer|imprimir|stampa
    печать|save|merken|follow
    listen|anhören|hören|écouter|escuchar|ouvir|ascolta|слушать|استمع|gift this article|comment|comments
    kommentare|commentaires
    plus d'options|more options|mehr optionen|video|vídeo|vidéo|видео|фото|gallery|galerie|photos
    inhaltsverzeichnis|contents
    allow content provided by a third party?|reuse this content|mehr|más|weitere|все новости|еще новости
    continue reading the main story|haberin devamı|dalszy ciąg materiału pod wideo|reszta artykułu pod reklamą
    dalszy ciąg tekstu pod reklamą|dalsza część artykułu pod materiałem wideo
    ciąg dalszy pod zdjęciem|lees verder onder de advertentie
    tekst gaat verder onder de foto|tekst loopt door onder de foto|artikel gaat verder onder de foto
    artikeln fortsätter under annonsen
    artikkelen fortsetter under annonsen|artiklen fortsætter efter annoncen|la pubblicità continua
    continua dopo la pubblicità
    continua a leggere|sigue leyendo|continúa leyendo|continua após a publicidade
    continua depois da publicidade|la suite après cette publicité
    lire la suite|weiter geht es nach der anzeige|ende der anzeige|продолжение после рекламы
    реклама на сайте|διαβάστε ακόμη|devamını oku
    key points|key takeaways|in this article|auf einen blick|in kürze|l'essentiel|claves
    summary|highlights|at a glance|in brief|key events|zusammenfassung|das wichtigste in kürze|resumen
    lo más importante|en bref|in sintesi|samenvatting|w skrócie|özet|главное|кратко|головне|ملخص|要点|요약
    like loading|play video|play|contents|inhalt|sommaire|sommario|índice
    spis treści|cuprins|obsah|содержание|зміст|içindekiler|目次|目录
    有料記事|有料会員記事|会員記事|会員限定|無料記事|유료기사|abonné|abonnés|abo|premium|plus
    font size|text size|schriftgröße|taille du texte|tamaño de letra|размер шрифта|حجم الخط|اندازه فونت
    글자크기|글자 크기|字体|字号|文字サイズ|abone ol|takip et|follow us|exclusive|exklusiv|μοιράσου το
    """
)
#: Lines after which no text of the article comes.
ENDING = _phrases(
    """
    join the conversation|leave a comment|post a comment|write a comment|view comments|show comments
    kommentar schreiben
    comments|kommentare|commentaires|comentarios|comentários|commenti|reacties|kommentarer|komentarze
    комментарии|коментарі
    yorumlar|التعليقات|评论|コメント|댓글|bình luận|komentar|σχόλια|hozzászólások|comentarii
    most read|most popular|trending|trending now|top stories|meistgelesen|les plus lus|lo más leído
    lo más visto|mais lidas
    i più letti|meest gelezen|najpopularniejsze|самое читаемое|en çok okunanlar|الأكثر قراءة|最多阅读
    más noticias|more stories
    more news|weitere artikel|weitere themen|mehr nachrichten|plus de services|sur le même thème
    dans la même rubrique
    you may also like|you might also like|recommended for you|recommended|sponsored|promoted|from the web
    suggested for you
    contact the author|contact the author:|about the author|about the authors|über den autor
    über die autorin|à propos de l'auteur
    s'abonner|subscribe|abonnieren|jetzt abonnieren|suscríbete|assine|abbonati|sign in|log in|anmelden
    se connecter
    privacy policy|terms of use|terms of service|impressum|datenschutz|mentions légales|aviso legal
    topics|tags|themen|schlagwörter|archivado en|etiquetas|temas|mots-clés|parole chiave|trefwoorden
    теги|теги:|теми|ετικετες|ετικέτες|ετικέτα
    tagi|słowa kluczowe|tag:|etiketler|وسوم|كلمات مفتاحية|برچسب‌ها|टैग|标签|關鍵字|タグ|키워드|štítky|etichete
    ключови думи|кључне речи
    latest news|latest stories|latest|aktuelle nachrichten|neueste artikel|dernières nouvelles
    à la une|últimas noticias|ultime notizie
    laatste nieuws|najnowsze|najnowsze wiadomości|последние новости|останні новини|последни новини
    најновије вести|son haberler|son dakika
    τελευταία νέα|ροή ειδήσεων|آخر الأخبار|آخرین اخبار|ताज़ा खबरें|सर्वाधिक पढ़ा गया|最新消息|最新ニュース
    新着ニュース|최신 기사|berita terkini|berita terkait|berita lainnya
    terpopuler|terkini|habari nyingine|ultimele știri|cele mai citite|nejčtenější|най-четени
    najčitanije|најчитаније|mest lest|mest læst|mest läst|luetuimmat
    πιο διαβασμένα|δημοφιλή|پربازدیدترین|सबसे ज़्यादा पढ़े गए|热门|人気記事|많이 본 뉴스|más leídas|más vistas
    as mais lidas|les plus lus|best gelezen|popularne
    leave a reply|leave a comment|kommentar hinterlassen|laisser un commentaire|deja un comentario
    deixe um comentário|lascia un commento|geef een reactie
    dodaj komentarz|zostaw komentarz|добавить комментарий|оставить комментарий|yorum yap|اترك تعليقا
    tulis komentar|komentar anda|comment on this story
    leave a reply cancel reply|post navigation|report a typo
    report an error|signaler une erreur|fehler melden|comunicar erro|reportar un error
    segnala un errore|zgłoś błąd|сообщить об ошибке|fetching more|related subjects|corrections
    """
)
_COMMENT_COUNT = re.compile(
    r"(?:\d{1,6}\s+)?(?:comments?|kommentare?|commentaires?|comentarios?|comentários?|commenti|reacties?"
    r"|kommentarer?"
    r"|komentarzy|komentarze|комментари\w{1,3}|коментар\w{1,3}|yorum|تعليق\w{0,3}|コメント|条评论|評論|댓글"
    r"|komentar\w{0,3}|diskuse|skomentuj|forum|postings|leserbriefe|διαβάστε σχόλια|σχόλια)"
    r"(?:\s?\(\d{1,6}\))?",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(r"(?:©|\(c\)\s|copyright\b)[^.]{0,120}$", re.IGNORECASE)
_RIGHTS = (
    "all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados"
    "|todos os direitos reservados|все права защищены|усі права захищені|riproduzione riservata"
    "|reproducción prohibida"
    "|wszelkie prawa zastrzeżone|tüm hakları saklıdır|alle rechten voorbehouden|toate drepturile rezervate"
    "|všechna práva vyhrazena|جميع الحقوق محفوظة|hak cipta dilindungi|版权所有|無断転載|무단전재|무단 전재"
).split("|")
_ASCII_RIGHTS = tuple(filter(str.isascii, _RIGHTS))
#: Headings of links that go on: "More from Ask an Advisor", "Mehr zu Fleischkonsum".
_MORE_ABOUT = re.compile(
    r"(?:more (?:from|on|about|stories|in)|mehr (?:zu|aus|über|von|zum|zur)|plus sur|en savoir plus sur"
    r"|más (?:sobre|en|de)"
    r"|mais (?:sobre|de)|altr[oei](?: notizie)? su|meer over|więcej o|więcej na|ещё о|більше про"
    r"|daha fazla|المزيد (?:عن"
    r"|من)|watch now|watch:)\s",
    re.IGNORECASE,
)
#: Requests to the reader, wherever they stand: newsletters, appeals, consent, paywalls.
_REQUEST = re.compile(
    r"\bsign(?:ing)? up (?:for|to|here)\b|\bsubscribe (?:to|for|now|here)\b"
    r"|\bnewsletters?\b.{0,80}\b(?:here|inbox|sign|subscri|free)"
    r"|\bbecome a (?:paying |sustaining )?(?:member|subscriber)\b|\bsupport (?:our|the) (?:journalism"
    r"|work|reporting)\b"
    r"|\b(?:uses?|using|accept(?:ing)?|of) cookies\b|\bcookies? (?:policy|settings|banner)\b"
    r"|\bprivacy (?:policy|settings)\b"
    r"|\bthis (?:article|content) (?:is )?(?:only )?(?:available|reserved) (?:to|for) (?:subscribers"
    r"|members)\b"
    r"|\bfollow us on\b|\bdownload (?:our|the) app\b|\bdo you have (?:information|a tip)\b"
    r"|\balready a subscriber\b"
    r"|\bnewsletter\b.{0,80}\b(?:abonnier|anmeld|bestell|kostenlos|inscri|suscr|assin|iscriv|hier)"
    r"|\b(?:abonnier|anmeld|inscri|suscr"
    r"|assin|iscriv)\w{0,12}\b.{0,60}\bnewsletter|\bcookies\b.{0,80}\b(?:zustimm|akzeptier|accept|acept"
    r"|aceit|accett|paramétr|refus)"
    r"|\b(?:zustimm|akzeptier|accept|acept|aceit|accett|refus|utiliz|verwend)\w{0,10}\b.{0,60}\bcookies\b"
    r"|\bjavascript\b.{0,140}\bhtml5|\bhtml5.{0,140}\bjavascript\b|\bundefined\b.{0,20}\bundefined\b"
    r"|\benable javascript\b|\bjavascript (?:måste|är|muss|ist|must|is|doit|debe|deve|moet|musi|må"
    r"|er)\b|\bподпи(?:шитесь|сывайтесь)\b"
    r"|\bпідпи(?:шіться|суйтес[ья])\b"
    r"|\b(?:napisz do nas|schreiben sie uns|écrivez-nous|escríbenos|escreva para nós|scrivici"
    r"|write to us|get in touch with us|напишите нам|напишіть нам)\b"
    r"|\bviews? (?:and opinions )?expressed\b.{0,60}\bown\b|\bedited for (?:length|clarity|brevity)\b"
    r"|\b(?:canal|channel|kanal|canale|канал\w{0,2})\b.{0,30}\b(?:whatsapp|telegram|youtube|viber)"
    r"|\bversion of this article appears in print\b|\bclick here\b|\be-?mail (?:us|the author)\b"
    r"|\b(?:cliquez|klicken sie|haga clic|clicca|clique|klik|kliknij) (?:ici|hier|aquí|qui|aqui"
    r"|tutaj)\b"
    r"|\b(?:nieuwsbrief|nyhetsbrev|nyhedsbrev|uutiskirje|hírlev|newsletter|biuletyn|bülten|boletín|infolettre"
    r"|рассылк|розсилк)\w{0,4}\b.{0,80}\b(?:ontvang|inbox|mottag|modtag|otrzym|recib|recev|получ)"
    r"|\b(?:meld je (?:gratis )?aan|schrijf je in|anmäl dig|prenumerera|tilmeld dig|zapisz się|regístrate"
    r"|kaydol|inscrivez-vous|iscriviti|tilaa)\b.{0,60}\b(?:nieuwsbrief|nyhetsbrev|nyhedsbrev|newsletter"
    r"|biuletyn|boletín|bülten|infolettre|uutiskirje)"
    r"|\b(?:log in|logga in|logg inn|log ind|inloggen|log in|zaloguj się|einloggen|connectez-vous"
    r"|inicia sesión|accedi|войдите|увійдіть|üye girişi|giriş yap)\b.{0,50}\b(?:to|för|for|for at|om|aby|um"
    r"|pour|para|per|чтобы|щоб|yap\w*)\b"
    r"|\bgoogle (?:news|nieuws|новост\w*|новин\w*)\b"
    r"|\b(?:this|dieser|questo|ce|este) (?:text|texto|artigo|beitrag) .{0,20}\b(?:não reflete|no refleja)\b"
    r"|^dieses thema im programm\b|اشترك في|订阅|訂閱|購読",
    re.IGNORECASE,
)
#: Part of every request: a page without any of them needs no closer look.
_REQUEST_HINTS = (
    "newsletter|sign up|signing up|subscribe|become a |support our|support the |cookie|privacy |available "
    "|reserved |follow us|download |do you have|undefined|javascript|im programm|napisz do|schreiben sie"
    "|escreva para|scrivici|write to us|get in touch|in print|expressed|edited for|whatsapp|telegram|clic"
    "|cliqu|klick|klik|mail us|mail the|sbrev|sbrief|biulet|infolet|uutiskir|log in|logg|zalog|google n"
    "|reflej|reflet"
).split("|")
#: The same by script, with a letter that tells whether the script is there at all.
_REQUEST_HINTS_OF_SCRIPTS = (
    ("о", "подпи"),
    ("і", "підпи"),
    ("п", "напиши"),
    ("і", "напишіть"),
    ("ا", "اشترك في"),
    ("订", "订阅"),
    ("訂", "訂閱"),
    ("購", "購読"),
    ("ü", "bülten"),
    ("í", "boletín"),
    ("ó", "sesión"),
    ("ş", "giriş"),
    ("é", "écrivez-nous"),
    ("í", "escríbenos"),
    ("р", "рассылк"),
    ("р", "розсилк"),
)
#: Marks of a link's label at the beginning of a line: "Read more: What's the next move?"
_RELATED = re.compile(
    r"(?:read more|read also|also read|see also|read next|related|more on this|watch|watch also|listen"
    r"|opinion|explainer"
    r"|lesen sie (?:auch|hier|mehr|dazu)(?: mehr)?|lesen sie (?:auch )?dazu|mehr (?:dazu|zum thema|lesen)"
    r"|weiterlesen|siehe auch|auch interessant"
    r"|(?:à )?lire (?:aussi|également|plus)|voir aussi"
    r"|(?:le |te |también )?puede (?:leer|interesar)(?:le|te)?"
    r"|lea (?:también|además|más)|lee (?:también|más)"
    r"|leer (?:más|también)|ver también|más información"
    r"|leia (?:também|mais)|veja também|saiba mais|leggi anche|leggi di più|lees (?:ook|meer)"
    r"|läs (?:också|mer|även)|les (?:også|mer)|læs (?:også|mere)"
    r"|lue (?:myös|lisää)|czytaj (?:też|także|więcej)|zobacz (?:też|także)|čtěte (?:také|více)|čtěte též"
    r"|prečítajte si aj|citește și|citiți și|vezi și"
    r"|čitajte? (?:još|i)|pročitajte (?:još|i)|више|прочитајте|читайте (?:также|також|еще|ещё|далее)"
    r"|смотрите также|см\. также|также по теме"
    r"|прочетете (?:още|и)|вижте още|διαβάστε (?:επίσης|ακόμα|περισσότερα)|(?:ayrıca )?okuyun"
    r"|ayrıca bakınız|devamını oku|daha fazlası"
    r"|اقرأ (?:أيضا|أيضاً|أيضًا|المزيد)|للمزيد|شاهد أيضا|بیشتر بخوانید|(?:یہ بھی|مزید) پڑھیے|(?:यह भी"
    r"|ये भी|और) पढ़ें|আরও পড়ুন|আরো পড়ুন"
    r"|相关(?:阅读|报道|新闻)|延伸阅读|更多|関連記事|관련 기사|đọc thêm|xem thêm"
    r"|baca (?:juga|selengkapnya)|simak juga"
    r"|soma (?:pia|zaidi)|olvassa el"
    r"|lexo (?:edhe|më shumë)|ka[rw]in bayani)",
    re.IGNORECASE,
)
_AFTER_LABEL = re.compile(r"\s{0,3}[:：|»>–—-]+\s{0,3}|\s{1,3}")
_VIDEO = re.compile(
    r"(?:video|vídeo|vidéo|видео|відео|wideo|βίντεο|فيديو|ویدیو|ویڈیو|视频|視頻|影片|動画|동영상"
    r"|वीडियो|ভিডিও|audio"
    r"|аудио|play)",
    re.IGNORECASE,
)
_DURATION = re.compile(
    r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?(?:min|mins|minutes|Min\.|мин\.?))?(?:\d{1,2}:\d{2})?\s*$"
)
_ADDRESS = re.compile(r"(?:[\w.@-]{2,30}:?\s)?(?:https?://|www\.)\S{3,300}$")
_LINK_NOTE = re.compile(r"\S+@\S+\.\S+$|@\w{2,30}$|#\w{2,40}$|\[email\s?protected\]$")


def announces_others(line: str) -> bool:
    """Whether a line announces other stories: "Mehr aus Lokales", "Related", "ALTRE NOTIZIE SU CRONACA"."""
    return len(line) <= 60 and (is_related_heading(line) or _MORE_ABOUT.match(line) is not None)


#: Headings of a few points above an article.
_POINTS = _phrases(
    """
    summary|highlights|at a glance|in brief|key points|key takeaways|auf einen blick|in kürze|zusammenfassung
    das wichtigste in kürze|l'essentiel|en bref|claves|resumen|lo más importante|in sintesi|samenvatting
    w skrócie|özet|главное|кратко|головне|ملخص|要点|요약
    """
)


def announces_points(line: str) -> bool:
    """Whether a line is a heading such as "Summary": the bullets beneath sum the article up."""
    return len(line) <= 40 and _bare(line) in _POINTS


def is_interruption(line: str) -> bool:
    """Whether a line is advertising, a button or the heading of links; the text may go on after it."""
    if len(line) > 60:
        if len(line) > 320:
            return False
        # A ruler of "▄▄▄▄" holds no word.
        if not (line[0].isalnum() or any(map(str.isalnum, line))):
            return True
        return ("http" in line[:40] or "www." in line[:40]) and _ADDRESS.match(line) is not None
    bare = _bare(line)
    if bare in INTERRUPTING or bare in RELATED_HEADINGS or not any(map(str.isalpha, bare)):
        return True
    if _MORE_ABOUT.match(line) is not None or (
        (line[-1].isalnum() or line[-1] in "]_/")
        and (_ADDRESS.match(line) is not None or _LINK_NOTE.search(line) is not None)
    ):
        return True
    # "Passer la publicité Passer la publicité"
    half = len(bare) // 2
    return bare[:half] in INTERRUPTING and bare[half:].strip() in INTERRUPTING


def is_related_heading(line: str) -> bool:
    """Whether a line announces links to other stories: "Read more:", "Lesen Sie auch"."""
    return len(line) <= 60 and _bare(line) in RELATED_HEADINGS


def is_ending(line: str) -> bool:
    """Whether no text of the article comes after this line."""
    if len(line) > 200:
        return False
    bare = _bare(line)
    if bare in ENDING or _counts_comments(bare):
        return True
    if line[0] in "©(cC" and _COPYRIGHT.match(line) is not None:
        return True
    return len(bare) >= 4 and any(phrase in bare for phrase in (_ASCII_RIGHTS if bare.isascii() else _RIGHTS))


def _counts_comments(line: str) -> bool:
    if len(line) > 40 or not (line[:1].isdecimal() or line[-1:] == ")"):
        return False
    return _COMMENT_COUNT.fullmatch(line) is not None


def is_comment_count(line: str) -> bool:
    """Whether a line counts comments: "41 Kommentare"."""
    return _counts_comments(line)


def request_hints(text: str) -> tuple[str, ...]:
    """Which words of requests a whole text holds: with none, no line of it is one."""
    low = text.lower()
    found = [hint for hint in _REQUEST_HINTS if hint in low]
    if not low.isascii():
        found += [hint for letter, hint in _REQUEST_HINTS_OF_SCRIPTS if letter in low and hint in low]
    return tuple(found)


def is_request(line: str, hints: tuple[str, ...] | None = None) -> bool:
    """Whether a line asks the reader for something: to subscribe, to accept, to join."""
    low = line.lower()
    for hint in request_hints(line) if hints is None else hints:
        place = low.find(hint)
        if place >= 0 and _REQUEST.search(line, max(0, place - 120), place + 160):
            return True
    return False


def related_label(line: str) -> int | None:
    """Where a related link's words begin: after "Read more:"; None where the line is no such link."""
    if len(line) > 300:
        return None
    label = _RELATED.match(line)
    if not label:
        return None
    gap = _AFTER_LABEL.match(line, label.end())
    if not gap or gap.end() >= len(line):
        return None
    # "Watch as the crowd …" is a sentence, "Watch: The crowd" a link.
    if gap[0].isspace() and (line[-1] in ".?!" or not _plain_label(label[0])):
        return None
    return gap.end()


def _plain_label(label: str) -> bool:
    """Whether a label needs no colon to be one: "À lire aussi La natalité russe", but not "Watch"."""
    return " " in label and label.casefold() not in ("more on this",)


#: The same without its length.
_VIDEO_LABELS = frozenset(
    "watch video|watch the video|now live|listen to audio|video ansehen|jetzt live|audio anhören"
    "|ver el video|ver video"
    "|assistir ao vídeo|regarder la vidéo|guarda il video|смотреть видео|дивитися відео|videoyu izle"
    "|شاهد الفيديو"
    "|观看视频|obejrzyj wideo".split("|")
)
_BARE_DURATION = re.compile(
    r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?(?:mins?|minutes|min|мин|минут|dk|dakika)\.?)?", re.IGNORECASE
)


def is_video(line: str) -> bool:
    """Whether a line announces a film or sound: "Watch video 01:41", "VIDEO4:4204:42"."""
    if len(line) > 60:
        return False
    if _BARE_DURATION.fullmatch(line) or line.casefold() in _VIDEO_LABELS:
        return True
    return _DURATION.search(line) is not None and _VIDEO.search(line) is not None
