"""Controls and notices of a page: share rows, reading times, skip links, "Listen to this article".

Told by their words alone: a line is a button when nothing but the vocabulary of buttons stands on it, in any
mixture of languages, so that "Share this with Messenger" and "Compartir en WhatsApp" need no entry.
"""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Words that make a line a button where no other word stands beside them than those of the next table.
_STRONG = _words(
    """
    facebook twitter whatsapp telegram linkedin messenger reddit pinterest flipboard tumblr viber vkontakte vk
    instagram bluesky mastodon xing pocket snapchat tiktok wechat weibo skype odnoklassniki signal
    digg newsvine saved réagir classer premium
    stumbleupon threema feedly messengerem e-mail email mailen
    share shares sharing teilen teile partager partagez partage compartir comparte compartilhar compartilhe
    partilhar partilhe condividi condividere delen deel dela udostępnij podziel sdílet sdílejte
    zdieľať поделиться
    поделитесь поділитися поширити сподели подели podijeli podeli paylaş distribuie megosztás μοιραστείτε
    κοινοποίηση مشاركة شارك اشتراک‌گذاری बांटें शेयर শেয়ার 공유 공유하기 bagikan shiriki
    listen anhören hören zusammenfassen vorlesen écouter escuchar escucha ouvir ouça ascolta
    beluister luister posłuchaj слушать прослушать
    слухати dinle استمع
    print drucken ausdrucken imprimer imprimir stampa afdrukken drukuj распечатать печать yazdır طباعة چاپ
    bookmark merken merkliste merkzettel leseliste enregistrer sauvegarder favoris guardar salvar
    salva bewaren zapisz
    copied kopiert copié copiado copiato copy kopieren copier copiar copia kopiëren kopiuj
    скопировать копировать копіювати kopyala نسخ
    link links lien enlace ссылку ссылка посилання bağlantı رابط
    gift schenken verschenken offrir regalar
    subscribe abonnieren s'abonner suscríbete suscribirse suscribete assine abbonati подписаться підписатися
    login anmelden einloggen registrieren connexion
    comment comments kommentieren kommentar kommentare commenter commentaires commentaire comentar comentarios
    comentários comenta commenta commenti reageren reacties skomentuj komentarze комментарии
    комментировать коментарі
    yorumlar yorum
    feedback follow folgen suivre seguir segui volgen obserwuj
    audio podcast newsletter newsletters シェア ツイート 印刷 保存 ブックマーク メール 打印 收藏
    转发 微博 微信 复制链接 인쇄 스크랩
    """
)
#: Words that may stand beside them.
_WEAK = _words(
    """
    ad ads a an and by for from in of on or our out the this to us via with x your you add all as
    more it me my now only
    article story page post news open close opens new window tab via app google preferred source
    options version save read
    diesen dieser artikel beitrag seite auf bei mit per zum zur den der die das als und oder in zu hinzufügen
    speichern hören im über uns alle mehr facebook-seite
    cet cette l'article article le la les un une sur par avec et de du à au aux ajouter vos mes
    sélections plus
    ce via votre
    este esta el al con en por para los las un una y del su tu no na o e os as em pelo pela seu ir
    artículo artigo noticia notícia página nota añadir
    questo questa articolo su tramite il lo gli e per di notizia vai ai i
    min mins minuten minutes minuti minutos мин хв dk
    dit op het een van met naar en artikel
    artykuł na w przez do i ten z
    в на и с эту этой статью статьёй статьей новость у і цю статтю новину
    bu haberi haberi ve ile da de
    на това
    المقال الخبر على عبر في هذا
    को पर करें में इस लेख
    ke di pada artikel ini berita
    com org 1 2 3
    """
)
_TOKEN = re.compile(r"[^\W_](?:[\w'’\u200c-]*\w)?[\u0900-\u09ff]*")
_MINUTES = (
    r"(?:['′]|min(?:ute[ns]?|utos?|uti|uten|uuttia|ut[yaę]?|uter|ūtes|ut)?|mins|мин(?:ут[аыу]?)?"
    r"|хв(?:илин[аи]?)?|dk|dakika"
    r"|λεπτ[άό]|دقائق|دقيقة|دقیقه|मिनट|মিনিট|menit|dakika(?:lık)?|phút|분|分钟?|分鐘|perc|dakika|minuta)\.?"
)
_READ = (
    r"(?:read(?:ing)?(?: time)?|to read|lesezeit|lesedauer|lesen|de lecture|lecture|di lettura"
    r"|lettura|de lectura|lectura"
    r"|de leitura|leitura|leestijd|lezen|czytania|чтения|читання|на чтение|okuma(?: süresi)?"
    r"|χρόνος ανάγνωσης|ανάγνωσης|ανάγνωση|للقراءة|قراءة"
    r"|खواندن|مطالعه|पढ़ें|baca|lästid|läsning|lesetid|čtení|citire|citit|четене|阅读|閱讀|읽기)"
)
_READING_TIME = re.compile(
    rf"(?:{_READ}\s?[:：]?\s?)?(?:(?:~|ca\.|about|approx\."
    rf"|<)\s?)?\d{{1,3}}(?:\s?[-–]\s?\d{{1,3}})?\s?{_MINUTES}"
    rf"(?:\s?{_READ})?"
    r"|(?:reading time|lesezeit|lesedauer|temps de lecture|tempo di lettura|tempo de leitura"
    r"|tiempo de lectura"
    r"|leestijd|czas czytania|время чтения|час читання|okuma süresi|χρόνος ανάγνωσης|مدة القراءة"
    r"|زمان مطالعه|lästid|lesetid"
    r"|timp de citire|waktu baca|阅读时间)\b.{0,20}",
    re.IGNORECASE,
)
#: Links over a page's own parts, and players.
_SKIP = re.compile(
    r"(?:skip (?:to|past|next|ad)|jump to|back to (?:top|home)|go to (?:content|homepage)"
    r"|zum (?:hauptinhalt|inhalt|seitenanfang|menü)"
    r"|zur (?:startseite|navigation|suche|hauptnavigation)|direkt zum|aller au (?:contenu|menu)"
    r"|passer au contenu|accéder au contenu"
    r"|ir al? (?:contenido|menú|inicio)|saltar al? |ir para o |pular para|salta(?:re)? al "
    r"|vai al (?:contenuto|menu)"
    r"|(?:ga|spring) naar|naar (?:de )?(?:inhoud|hoofd)|przejdź do|skocz do|перейти (?:к|до|в)\b"
    r"|przejdz do|ana içeriğe|içeriğe (?:git|atla)"
    r"|تخط|انتقل إلى|رفتن به|پرش به|मुख्य सामग्री|সরাসরি|跳转|跳到|跳至|メインコンテンツ|本文へ"
    r"|본문|hoppa till|gå til"
    r"|přeskočit|преминете към"
    r"|sari la conținut|langsung ke|end of (?:list|the|podcast|story|twitter|x post|interactive)"
    r"|after newsletter|close panel|this (?:video|content) (?:can ?not|is not)"
    r"|to play this (?:video|audio)|your browser does|ihr browser|your device does)",
    re.IGNORECASE,
)
#: Notices about the article or the reader's account; each a whole line.
_NOTICE = re.compile(
    r"this article is more than \d|article (?:abonné|réservé)|(?:article|contenu) réservé"
    r"|réservé (?:à nos|aux) abonnés|abonné[es]? ?\?"
    r"|la suite est réservée|il vous reste \d|déjà abonné|(?:already|not yet) a (?:subscriber"
    r"|member)|unlock this|register to (?:read|continue)"
    r"|(?:read|browse) (?:in|this in) (?:another|english)|(?:suscríbete|regístrate"
    r"|inicia sesión) (?:para|y|gratis)|contenido exclusivo"
    r"|solo para suscriptores|exclusivo para (?:assinantes|suscriptores)|conteúdo exclusivo"
    r"|contenuto riservato|riservato agli abbonati"
    r"|dieser (?:artikel|inhalt|text) ist (?:nur )?(?:für|teil|exklusiv|abonnent)|(?:jetzt"
    r"|weiter)lesen mit|exklusiv für (?:abonnent|plus)"
    r"|plus-artikel|nur für abonnent|alleen voor abonnees|tylko dla (?:subskrybentów"
    r"|prenumeratorów)|dostęp dla|premium[- ](?:artikel|article|content)"
    r"|(?:esta|este) \w{4,16} es s[oó]lo para|この記事は|有料会員|残り\d|会員登録|こちらは有料"
    r"|acquire licensing"
    r"|только для подписчиков|материал доступен|sadece aboneler|connectez-vous|se connecter"
    r"|iniciar sesión|log in to|sign in to"
    r"|(?:image|picture|photo|foto|bild|fotos|bilder) ?\d{1,3} (?:of|von|de|di|van|z|из)? ?\d{1,3}"
    r"|\d{1,3} ?/ ?\d{1,3}$|\d{1,3} (?:of|von|de|di|van|из) \d{1,3}$|list (?:\d of \d"
    r"|of \d items?)$"
    r"|(?:article|advertisement|story) continues|(?:download|install) (?:the|our) .{0,30}\bapp\b"
    r"|view (?:image|gallery|all|fullscreen)"
    r"|(?:bild|image|photo|foto) (?:vergrößern|in vollbild.{0,20}|agrandir|ampliar)|vergrößern"
    r"|enlarge(?: this)? image|(?:hide|show|toggle) caption"
    r"|save (?:this )?(?:story|article)$"
    r"|open image in.{0,30}|click to (?:enlarge|expand|share).{0,30}|afbeelding vergroten",
    re.IGNORECASE,
)
#: When, told from the reader's day: "3 hours ago", "vor 2 Stunden", "hace 5 horas", "2 saat önce".
_UNIT = (
    r"(?:s|sec|m|h|d|mins?|minutes?|hrs?|hours?|days?|weeks?|months?|years?|minuten?|stunden?"
    r"|tage?n?|wochen?|monate?n?|jahre?n?|heures?|jours?|semaines?|mois"
    r"|minutos?|horas?|días?|dias?|semanas?|meses|minut[oi]|or[ea]|giorn[oi]|settiman[ae]|uur|uren"
    r"|dag(?:en)?|weken|godzin[aęy]?|dni|dzień|minut[yę]?"
    r"|минут[аыу]?|час(?:а|ов)?|дн(?:я|ей)|день|годин[аиу]?|дні|днів|хвилин[аиу]?|saat|gün|dakika"
    r"|hafta|ώρ(?:α|ες)|λεπτ[άό]|ημέρ(?:α|ες)|ساعات?|ساعة|دقيقة|دقائق|أيام|يوم"
    r"|घंटे|घंटा|मिनट|दिन|jam|hari|menit|saa|dakika|siku|小时|小時|分钟|分鐘|天|時間|分|日|시간|분"
    r"|일|timmar|timer|dagar|dage|ore|zile|oră|hodin(?:ami)?|dny|часа)"
)
_AGO = re.compile(
    rf"(?:\d{{1,2}}|an?|one|einer?|einem|une?|una?|o) ?{_UNIT}\.? (?:ago|geleden|temu|назад"
    rf"|тому(?: назад)?|önce|fa|atrás|yang lalu|lalu|iliyopita|sedan|siden|पहले|পূর্বে|আগে|"
    r"پیش|پہلے|преди|πριν)"
    rf"|(?:vor|il y a|hace|há|πριν(?: από)?|منذ|acum|před|för|преди|قبل) (?:\d{{1,3}}|einer?|einem"
    rf"|une?|una?) ?{_UNIT}"
    r"|\d{1,2} ?(?:小时|小時|分钟|分鐘|天|時間|分|日)前|\d{1,2}(?:시간|분|일) ?전|(?:today"
    r"|yesterday|heute|gestern"
    r"|aujourd.hui|hier|hoy|ayer|oggi|ieri|сегодня|вчера|сьогодні|вчора|bugün|dün"
    r"|vandaag|gisteren|dzisiaj|dziś|wczoraj)(?:,| at| um| à| a las| alle| в| о)? ?\d{1,2}[:.h]\d{2}",
    re.IGNORECASE,
)


#: What a reader by ear may skip: "Пропустить Подкаст и продолжить чтение", and where it is over.
_SKIPPED_FROM = re.compile(
    r"(?:skip .{2,60} (?:and continue reading|promotion|advert\w*)"
    r"|saltar .{2,60} y continuar leyendo|ignorer .{2,60} et continuer"
    r"|(?:pular|ignorar) .{2,60} e continuar lendo|пропустить .{2,60} и продолжить чтение"
    r"|пропустити .{2,60} і далі|تخطى .{2,60} وواصل القراءة"
    r"|رد شدن از .{2,60} و ادامه|چھوڑ کر .{2,60}|छोड़कर .{2,60}|lewati .{2,60} dan lanjutkan"
    r"|atla ve .{2,60}|.{2,60} atla ve okumaya devam et"
    r"|ruka .{2,60} na uendelee kusoma)\.?",
    re.IGNORECASE,
)
_SKIPPED_TO = re.compile(
    r"(?:end of|after newsletter|fin de|final de|fim de|конец истории|кінець|نهاية|پایان|समाप्त"
    r"|akhir|sonu|mwisho wa)\b.{0,60}|.{2,60} (?:sonu|समाप्त)",
    re.IGNORECASE,
)


def begins_skipped(line: str) -> bool:
    """Whether a line offers to skip what stands between it and a line for which `ends_skipped` holds."""
    return len(line) <= 100 and _SKIPPED_FROM.fullmatch(line) is not None


def ends_skipped(line: str) -> bool:
    """Whether a line says that what could be skipped is over: "after newsletter promotion"."""
    return len(line) <= 80 and _SKIPPED_TO.fullmatch(line) is not None


#: What every such phrase holds, found at a tenth of its cost.
_AGO_LETTERS = re.compile(
    r"\b(?:ago|geleden|temu|fa|atrás|lalu|iliyopita|sedan|siden|vor|il y a|hace|há|acum|před|för"
    r"|today|yesterday|heute|gestern|hier"
    r"|hoy|ayer|oggi|ieri|bugün|dün|önce|vandaag|gisteren|dzisiaj|dziś|wczoraj)\b|aujourd|[^\x00-\u02ff]",
    re.IGNORECASE,
)


def is_button(line: str) -> bool:
    """Whether a line is a control or notice of the page and nothing else; none beyond 90 characters is."""
    if len(line) > 90:
        return False
    tokens = _TOKEN.findall(line.casefold().replace("’", "'"))
    if len(tokens) <= 8 and any(token in _STRONG for token in tokens):
        if all(token in _STRONG or token in _WEAK or token.isdecimal() for token in tokens):
            return True
        # "Artikel zum Hören • 7 Min.", "Listen 5 min"
        rest = _READING_TIME.sub("", line)
        if rest != line and all(t in _STRONG or t in _WEAK for t in _TOKEN.findall(rest.casefold())):
            return True
    if _SKIP.match(line) is not None and len(line) <= 60:
        return True
    return _NOTICE.match(line) is not None and len(tokens) <= 10


def is_reading_time(line: str) -> bool:
    """Whether a line says how long reading takes: "5 min read", "Temps de Lecture 4 min."."""
    return len(line) <= 40 and _READING_TIME.fullmatch(line.strip(" •|·-")) is not None


def relative_time(line: str) -> tuple[int, int] | None:
    """Where a line says when, counted back from the reader's day: "Published 3 hours ago"; else None."""
    if len(line) > 80 or not _AGO_LETTERS.search(line):
        return None
    found = _AGO.search(line)
    return found.span() if found else None
