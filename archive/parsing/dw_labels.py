"""What Deutsche Welle prints around its articles, per language: the one place where its words stand.

A table, not rules: the readers of both designs ask it whether a line, or the beginning of one, is such a label,
in any of the languages at once (skip links are German on an English page). A language that is not in it is
read by position and shape; adding one is adding an entry.
"""
# ruff: noqa: E501 - a table: one line for each role of a language, however many labels it has

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

#: Language → role → labels, divided by "|". The roles:
#: author, date: of the list at the foot of the older design; permalink, tools: its other lines.
#: film: announces a film or sound; share: buttons beneath it.
#: more: introduces a link within the text. end: headings after which no text comes.
#: advert: above advertising. image: before a credit. skip: before a part that can be skipped.
#: appeal: how lines begin that speak to the reader of the house's own offers.
#: note: who edited or translated, at the end of the text. said, updated, ago: words beside dates.
LABELS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "author": "Author|Authors",
        "date": "Date",
        "permalink": "Permalink",
        "tools": "Related Subjects|Keywords|Feedback|Print|Send us your feedback",
        "film": "Watch video|Listen to audio|Now live|Watch the video|Watch live",
        "share": "Share|Send|Copy link|Share on Facebook|Share on Twitter|More sharing options",
        "more": "Read more|Also read|Read also|See also|Read more about|Read our|Watch|Listen|More on this"
        "|Opinion|Related|Watch more|Also on DW|Find out more",
        "end": "DW recommends|Audios and videos on the topic|Related content|WWW links|WWW-Links|Explore more"
        "|Related topics|Send us your feedback|Your feedback|About the author|More stories from DW"
        "|DW's Top Story|More about the topic|Further reading|Ad-free|Homepage|Go to homepage|Related Subjects",
        "advert": "Advertisement",
        "image": "Image|Photo|Picture",
        "skip": "Skip next section|Skip",
        "appeal": "Have something to say?|Every day, DW's editors|Every evening, DW's editors|While you're here"
        "|Follow DW on|Follow us on|DW sends out",
        "note": "Edited by|Editor|Editing by|Adapted by|Translated by|Adapted from German by"
        "|Translated from German by|This article was originally|This commentary was originally|This opinion was originally|This op-ed was originally|This report was originally|This column was originally|This article was translated"
        "|This article was adapted|This story was originally|This interview was originally"
        "|This piece was originally|This text was originally|This article has been translated"
        "|This article was first published",
        "said": "Published",
        "updated": "Last updated|Updated",
        "ago": "ago|hour|hours|minute|minutes",
    },
    "de": {
        "author": "Autorin/Autor|Autor/Autorin|Autorin|Autor|Autoren|Autorinnen/Autoren",
        "date": "Datum",
        "permalink": "Permalink",
        "tools": "Themenseiten|Schlagwörter|Feedback|Drucken|Teilen|Weitersagen|Schicken Sie uns Ihr Feedback",
        "film": "Video ansehen|Audio anhören|Jetzt live|Video anschauen",
        "share": "Teilen|Versenden|Weiterleiten|Link kopieren",
        "more": "Mehr dazu|Mehr zum Thema|Lesen Sie auch|Lesen Sie mehr|Lesen Sie hier|Lesen Sie dazu|Siehe auch"
        "|Weiterlesen|Mehr lesen|Kommentar|Hintergrund|Auch interessant",
        "end": "Die Redaktion empfiehlt|Audio und Video zum Thema|Audios und Videos zum Thema|WWW-Links"
        "|Verwandte Inhalte|DW empfiehlt|Mehr zum Thema|Ähnliche Themen|Mehr entdecken"
        "|Schicken Sie uns Ihr Feedback|Ihr Feedback|Über die Autorin|Über den Autor|Über den Autor/die Autorin"
        "|Weitere Beiträge der DW|Top-Thema der DW|Auch interessant|Die Redaktion empfiehlt auch|Zur Startseite",
        "advert": "Anzeige",
        "image": "Bild|Foto|Grafik",
        "skip": "Den nächsten Abschnitt|Nächsten Abschnitt|Abschnitt",
        "appeal": "Haben Sie etwas zu sagen?|Folgen Sie uns|Folgen Sie der DW",
        "note": "Redaktion|Adaption|Übersetzung|Aus dem Englischen adaptiert|Aus dem Englischen von"
        "|Dieser Artikel wurde ursprünglich|Dieser Artikel ist ursprünglich|Dieser Kommentar wurde ursprünglich|Dieses Interview wurde ursprünglich|Dieser Beitrag wurde aus dem"
        "|Dieser Artikel wurde aus dem|Dieser Text wurde ursprünglich|Redaktionelle Mitarbeit|Mitarbeit",
        "said": "Veröffentlicht",
        "updated": "Zuletzt aktualisiert|Aktualisiert",
        "ago": "vor|Stunde|Stunden|Minute|Minuten",
    },
    "es": {
        "author": "Autor|Autora|Autores",
        "date": "Fecha",
        "permalink": "Enlace permanente|Permalink|Vínculo permanente",
        "tools": "Temas|Temas relacionados|Palabras clave|Feedback|Comentarios|Imprimir|Compartir",
        "film": "Ver el video|Ver video|Ver el vídeo|Escuchar audio|Ahora en vivo",
        "share": "Compartir|Enviar|Copiar enlace",
        "more": "Lea también|Lea además|Lea más|Lee también|Leer más|Ver también|Vea también|Más información",
        "end": "DW recomienda|La redacción recomienda|Audios y videos sobre el tema|Contenido relacionado"
        "|Enlaces externos|Temas relacionados|Explore más|Envíenos sus comentarios|Sobre el autor"
        "|Más en DW|Descubra más|Ir a la página de inicio|¡Envíenos sus comentarios!",
        "advert": "Publicidad|Anuncio",
        "image": "Imagen|Foto",
        "skip": "Omita la siguiente sección|Ir a la siguiente sección|Ir a la próxima sección|Saltar",
        "note": "Editado por|Editora|Editor|Este artículo fue publicado originalmente|Este artículo se publicó",
        "said": "Publicado",
        "updated": "Última actualización|Actualizado",
        "ago": "hace|hora|horas|minuto|minutos",
    },
    "pt": {
        "author": "Autoria|Autor|Autora|Autores",
        "date": "Data",
        "permalink": "Link permanente|Permalink",
        "tools": "Assuntos relacionados|Palavras-chave|Feedback|Imprimir|Compartilhar|Partilhar|Compartilhe",
        "film": "Assistir ao vídeo|Ver vídeo|Assistir vídeo|Ouvir áudio|Ao vivo agora",
        "share": "Compartilhar|Partilhar|Enviar|Copiar link",
        "more": "Leia também|Leia mais|Leia ainda|Veja também|Saiba mais|Ler mais|Ouça também",
        "end": "A redação recomenda|A DW recomenda|Áudios e vídeos relacionados|Áudios e vídeos sobre o tema"
        "|Conteúdo relacionado|Mais sobre este assunto|Links externos|Temas relacionados|Explore mais"
        "|Tópicos relacionados|Envie seu comentário!|Envie-nos o seu feedback|Sobre o autor|Mais da DW"
        "|Leia mais|Conteúdos relacionados|Mostrar mais|Ir para a página inicial",
        "advert": "Anúncio|Publicidade",
        "image": "Foto|Imagem",
        "skip": "Pular a seção|Pular próxima seção|Pular a próxima seção|Saltar a próxima secção|Saltar",
        "note": "Editado por|Este artigo foi publicado originalmente|Edição",
        "said": "Publicado",
        "updated": "Última atualização|Atualizado",
        "ago": "há|hora|horas|minuto|minutos",
    },
    "fr": {
        "author": "Auteur|Auteure|Auteurs|Autrice",
        "date": "Date",
        "permalink": "Permalien|Lien permanent|Permalink",
        "tools": "Sujets associés|Mots-clés|Feedback|Réactions|Imprimer|Partager|Thèmes",
        "film": "Voir la vidéo|Regarder la vidéo|Écouter l'audio|En direct",
        "share": "Partager|Envoyer|Copier le lien",
        "more": "Lire aussi|À lire aussi|Lire également|Lire plus|Voir aussi|Écoutez aussi|A lire aussi|Ecouter",
        "end": "La rédaction recommande|DW recommande|Audios et vidéos pertinents|Contenu associé"
        "|Audios et vidéos sur le sujet|Liens|Thèmes associés|Explorer davantage|Envoyez-nous vos commentaires"
        "|À propos de l'auteur|Plus d'articles de la DW|Sujets connexes|Afficher plus|Vers la page d'accueil",
        "advert": "Publicité",
        "image": "Image|Photo|Crédit",
        "skip": "Passer la section suivante|Ignorer la section|Passer la section|Aller à la section suivante",
        "note": "Édité par|Cet article a été publié|Cet article a d'abord été",
        "said": "Publié",
        "updated": "Dernière mise à jour|Mis à jour",
        "ago": "il y a|heure|heures|minute|minutes",
    },
    "ru": {
        "author": "Автор|Авторы",
        "date": "Дата",
        "permalink": "Постоянная ссылка|Permalink",
        "tools": "Темы|Темы и досье|Ключевые слова|Обратная связь|Напечатать|Поделиться|Пишите нам",
        "film": "Смотреть видео|Слушать аудио|Сейчас в эфире",
        "share": "Поделиться|Отправить|Скопировать ссылку",
        "more": "Смотрите также|Читайте также|Подробнее|См. также|Читать также|Слушайте также|Комментарий",
        "end": "Контекст|ДВ рекомендует|DW рекомендует|Аудио- и видеофайлы по теме|Аудио и видео по теме"
        "|Ссылки в интернете|Материалы по теме|Написать в редакцию|Еще по теме|Об авторе|Другие материалы DW"
        "|Топ-тема|Показать еще|Ссылки|Перейти на главную страницу|Другие темы|Свяжитесь с нами",
        "advert": "Реклама",
        "image": "Фото|Изображение",
        "skip": "Пропустить следующий раздел|Пропустить раздел|Пропустить",
        "note": "Редактор|Эта статья была впервые|Статья впервые опубликована|Перевод",
        "said": "Опубликовано",
        "updated": "Последнее обновление|Обновлено",
        "ago": "назад|час|часа|часов|минут|минуты|минуту",
    },
    "uk": {
        "author": "Автор|Авторка|Автори",
        "date": "Дата",
        "permalink": "Постійне посилання|Permalink",
        "tools": "Теми|Ключові слова|Зворотній звʼязок|Зворотній зв'язок|Друк|Надрукувати|Поширити|Тематики",
        "film": "Дивитися відео|Дивитись відео|Слухати аудіо|Наживо",
        "share": "Поширити|Надіслати|Скопіювати посилання",
        "more": "Читайте також|Дивіться також|Докладніше|Більше про це|Детальніше",
        "end": "DW рекомендує|Аудіо та відео за темою|Повʼязаний контент|Пов'язаний контент|Посилання"
        "|Більше за темою|Надішліть нам свій відгук|Про автора|Більше матеріалів DW|Схожі теми|Контекст"
        "|Топтема|Показати ще|Перейти на головну",
        "advert": "Реклама",
        "image": "Фото|Зображення",
        "skip": "Пропустити наступний розділ|Пропустити розділ|Пропустити",
        "note": "Редактор|Редакторка|Цю статтю вперше",
        "said": "Опубліковано",
        "updated": "Останнє оновлення|Оновлено",
        "ago": "тому|годину|годин|години|хвилин|хвилини",
    },
    "tr": {
        "author": "Yazan|Yazar|Yazarlar",
        "date": "Tarih",
        "permalink": "Kalıcı bağlantı|Permalink",
        "tools": "Konular|Anahtar kelimeler|Geri bildirim|Yazdır|Paylaş|İlgili konular",
        "film": "Videoyu izle|Videoyu izleyin|Sesli dinle|Şimdi canlı",
        "share": "Paylaş|Gönder|Bağlantıyı kopyala",
        "more": "Ayrıca okuyun|Daha fazlası|Ayrıca bakınız|Konuyla ilgili|Devamını oku|Ayrıca okuyunuz",
        "end": "DW önerileri|Tavsiye edilen içerikler|Konuyla ilgili ses ve video dosyaları|Aynı konuda"
        "|İlgili içerikler|İlgili konular|Bize yazın|Daha fazlasını keşfet|Yazar hakkında|DW'nin diğer haberleri"
        "|DW'nin gündemi|Daha fazla göster|Ana sayfaya git",
        "advert": "Reklam",
        "image": "Fotoğraf|Görsel|Resim",
        "skip": "Sonraki bölüme geç|Bir sonraki bölüme geç|Sonraki bölümü atla",
        "appeal": "DW Türkçe'ye|DW Türkçe’ye|© Deutsche Welle Türkçe",
        "note": "Yayına hazırlayan|Editör|Bu haber ilk kez",
        "said": "Yayınlama",
        "updated": "Son güncelleme|Güncelleme",
        "ago": "önce|saat|dakika",
    },
    "pl": {
        "author": "Autor|Autorka|Autorzy",
        "date": "Data",
        "permalink": "Link bezpośredni|Permalink|Bezpośredni link",
        "tools": "Tematy|Słowa kluczowe|Komentarz|Drukuj|Podziel się|Feedback",
        "film": "Obejrzyj wideo|Zobacz wideo|Posłuchaj|Teraz na żywo",
        "share": "Podziel się|Udostępnij|Wyślij|Kopiuj link",
        "more": "Czytaj także|Czytaj też|Czytaj więcej|Zobacz też|Zobacz także|Przeczytaj też",
        "end": "Redakcja poleca|Polecamy|Audio i wideo na ten temat|Więcej na ten temat|Powiązane tematy"
        "|Powiązane treści|Napisz do nas|O autorze|O autorce|Więcej artykułów DW|Temat dnia DW|Odkryj więcej"
        "|Pokaż więcej|Przejdź do strony głównej",
        "advert": "Reklama",
        "image": "Zdjęcie|Fot|Foto",
        "skip": "Pomiń następną sekcję|Pomiń sekcję|Pomiń",
        "note": "Opracowanie|Redakcja|Artykuł ukazał się pierwotnie",
        "said": "Opublikowano",
        "updated": "Ostatnia aktualizacja|Zaktualizowano",
        "ago": "temu|godzin|godziny|godzinę|minut|minuty|minutę",
    },
    "el": {
        "author": "Συντάκτης/Συντάκτρια|Συντάκτης|Συντάκτρια|Συντάκτες",
        "date": "Ημερομηνία",
        "permalink": "Permalink|Μόνιμος σύνδεσμος",
        "tools": "Θέματα|Λέξεις-κλειδιά|Ανταπόκριση|Εκτύπωση|Κοινοποίηση|Feedback",
        "film": "Δείτε το βίντεο|Ακούστε το ηχητικό|Τώρα ζωντανά",
        "share": "Κοινοποίηση|Αποστολή|Αντιγραφή συνδέσμου",
        "more": "Διαβάστε επίσης|Διαβάστε ακόμα|Διαβάστε περισσότερα|Δείτε επίσης",
        "end": "Η DW προτείνει|Η σύνταξη προτείνει|Ήχος και βίντεο για το θέμα|Σχετικά θέματα"
        "|Στείλτε μας την άποψή σας|Περισσότερα|Σχετικό περιεχόμενο|Το κορυφαίο θέμα της DW"
        "|Περισσότερα άρθρα από την DW|Για τον συντάκτη",
        "advert": "Διαφήμιση",
        "image": "Εικόνα|Φωτογραφία",
        "skip": "Παράλειψη επόμενης ενότητας|Παράλειψη",
        "note": "Επιμέλεια",
        "said": "Δημοσιεύτηκε",
        "updated": "Τελευταία ενημέρωση",
        "ago": "πριν|ώρες|λεπτά",
    },
    "ro": {
        "author": "Autor|Autoare|Autori|Autorul",
        "date": "Data",
        "permalink": "Permalink",
        "tools": "Teme|Cuvinte cheie|Feedback|Tipărire|Distribuie",
        "film": "Vezi video|Urmăriți video|Ascultă audio",
        "share": "Distribuie|Trimite|Copiază linkul",
        "more": "Citiți și|Citește și|Vezi și|Mai multe|Citiţi şi",
        "end": "DW recomandă|Redacția recomandă|Recomandări|Rekomandari|Audio și video pe această temă"
        "|Conținut similar|Teme similare|Trimiteți-ne părerea dvs.|Despre autor|Mai multe de la DW",
        "advert": "Publicitate",
        "image": "Imagine|Foto",
        "skip": "Sari peste secțiunea următoare|Sari peste",
        "note": "Redactor|Editor",
        "said": "Publicat",
        "updated": "Ultima actualizare",
        "ago": "acum|ore|minute|în urmă",
    },
    "bg": {
        "author": "Автор|Авторка|Автори",
        "date": "Дата",
        "permalink": "Постоянен линк|Permalink",
        "tools": "Теми|Ключови думи|Обратна връзка|Отпечатване|Споделяне",
        "film": "Гледай видео|Гледайте видеото|Чуйте аудиото",
        "share": "Споделяне|Сподели|Изпрати|Копирай линка",
        "more": "Прочетете още|Прочетете и|Вижте още|Вижте и|Още по темата|Чуйте и",
        "end": "ДВ препоръчва|DW препоръчва|Редакцията препоръчва|Аудио и видео по темата|Свързани теми"
        "|Още по темата|Пишете ни|За автора|Още от ДВ|Свързано съдържание|Изпратете ни вашето мнение",
        "advert": "Реклама",
        "image": "Снимка|Фото|Изображение",
        "skip": "Пропуснете следващата секция|Пропусни следващия раздел|Пропусни",
        "note": "Редактор",
        "said": "Публикувано",
        "updated": "Последна актуализация",
        "ago": "преди|часа|минути",
    },
    "sr": {
        "author": "Autor|Autorka|Autori|Аутор|Аутори",
        "date": "Datum|Датум",
        "permalink": "Permalink|Пермалинк|Stalni link",
        "tools": "Teme|Ključne reči|Odgovor|Štampaj|Podeli|Теме|Кључне речи|Штампај|Подели",
        "film": "Pogledajte video|Pogledaj video|Погледајте видео|Poslušajte audio",
        "share": "Podeli|Pošalji|Kopiraj link|Подели",
        "more": "Pročitajte još|Pročitajte i|Čitajte još|Прочитајте још|Još o temi|Opširnije",
        "end": "DW preporučuje|Preporuke DW|Audio i video na temu|Audio i video o temi|Povezane teme"
        "|Povezani sadržaji|Pošaljite nam vaš komentar|O autoru|Više sa DW|ДВ препоручује|Pogledaj još",
        "advert": "Oglas|Reklama|Реклама",
        "image": "Foto|Slika|Фото|Слика",
        "skip": "Preskoči sledeći odeljak|Preskoči",
        "note": "Urednik|Urednica|Tekst je prvobitno",
        "said": "Objavljeno",
        "updated": "Poslednje ažuriranje",
        "ago": "pre|sati|minuta",
    },
    "hr": {
        "author": "Autor|Autorica|Autori",
        "date": "Datum",
        "permalink": "Permalink|Trajna poveznica",
        "tools": "Teme|Ključne riječi|Odgovor|Ispis|Podijeli|Povratna informacija",
        "film": "Pogledajte video|Pogledaj video|Poslušajte audio",
        "share": "Podijeli|Pošalji|Kopiraj link|Kopiraj poveznicu",
        "more": "Pročitajte još|Pročitajte i|Čitajte još|Opširnije|Pročitajte više",
        "end": "DW preporučuje|Preporuke DW|Audio i video o temi|Povezane teme|Povezani sadržaji"
        "|Pošaljite nam svoj komentar|O autoru|Više s DW-a",
        "advert": "Oglas|Reklama",
        "image": "Foto|Slika|Fotografija",
        "skip": "Preskoči sljedeći odjeljak|Preskoči",
        "note": "Urednik|Urednica|Uredio|Uredila",
        "said": "Objavljeno",
        "updated": "Posljednje ažuriranje",
        "ago": "prije|sati|minuta",
    },
    "bs": {
        "author": "Autor|Autorica|Autori",
        "date": "Datum",
        "permalink": "Permalink|Stalni link",
        "tools": "Teme|Ključne riječi|Odgovor|Štampaj|Podijeli|Feedback",
        "film": "Pogledajte video|Pogledaj video",
        "share": "Podijeli|Pošalji",
        "more": "Pročitajte još|Pročitajte i|Više o tome",
        "end": "DW preporučuje|Preporuke redakcije|Audio i video na temu|Povezane teme|Povezani sadržaji",
        "advert": "Oglas|Reklama",
        "image": "Foto|Slika|Fotografija",
        "skip": "Preskoči sljedeći odjeljak|Preskoči",
        "note": "Urednik|Urednica",
        "said": "Objavljeno",
        "updated": "Posljednje ažuriranje",
        "ago": "prije|sati|minuta",
    },
    "sq": {
        "author": "Autori|Autorja|Autor|Autorët",
        "date": "Data",
        "permalink": "Permalink",
        "tools": "Tema|Fjalë kyçe|Fjalët kyçe|Reagimi|Printo|Shpërndaje",
        "film": "Shiko videon|Shikoni videon|Dëgjo audion",
        "share": "Shpërndaje|Dërgo|Kopjo linkun",
        "more": "Lexo edhe|Lexoni edhe|Lexo më shumë|Shiko edhe",
        "end": "DW rekomandon|Audio dhe video për temën|Tema të ngjashme|Përmbajtje të ngjashme"
        "|Na shkruani|Rreth autorit|Më shumë nga DW|Na dërgoni mendimin tuaj",
        "advert": "Reklamë|Reklama",
        "image": "Foto|Fotografia",
        "skip": "Kapërce seksionin tjetër|Kalo seksionin tjetër",
        "note": "Redaktoi",
        "said": "Publikuar",
        "updated": "Përditësuar",
        "ago": "më parë|orë|minuta|para",
    },
    "mk": {
        "author": "Автор|Авторка|Автори",
        "date": "Датум",
        "permalink": "Permalink|Пермалинк|Постојан линк",
        "tools": "Теми|Клучни зборови|Повратна информација|Печати|Сподели",
        "film": "Погледнете го видеото|Погледни видео|Слушнете аудио",
        "share": "Сподели|Испрати|Копирај линк",
        "more": "Прочитајте|Прочитајте и|Прочитајте повеќе|Погледнете и|Читајте и|Повеќе на темата",
        "end": "ДВ препорачува|DW препорачува|Аудио и видео на темата|Поврзани теми|Поврзани содржини"
        "|Пишете ни|За авторот|Повеќе од ДВ|Повеќе на темата",
        "advert": "Реклама",
        "image": "Фото|Фотографија|Слика",
        "skip": "Прескокни го следниот дел|Прескокни",
        "note": "Уредник",
        "said": "Објавено",
        "updated": "Последно ажурирање",
        "ago": "пред|часа|минути",
    },
    "ar": {
        "author": "الكاتب|الكاتبة|الكاتب/الكاتبة|إعداد|الكتاب",
        "date": "تاريخ|التاريخ",
        "permalink": "الرابط|الرابط الدائم|Permalink",
        "tools": "مواضيع|مواضيع ذات صلة|كلمات مفتاحية|كلمات دلالية|تعليقك على الموضوع|طباعة|شارك|أضف تعليق",
        "film": "مشاهدة الفيديو|شاهد الفيديو|الاستماع إلى الصوت|البث المباشر",
        "share": "شارك|مشاركة|إرسال|نسخ الرابط",
        "more": "اقرأ أيضا|اقرأ أيضاً|اقرأ أيضًا|اقرأ المزيد|شاهد أيضا|للمزيد|مختارات|طالع أيضا",
        "end": "DW توصي|توصي DW|ملفات صوتية وفيديو ذات صلة|مواضيع ذات صلة|محتويات ذات صلة|مختارات"
        "|روابط خارجية|أرسل تعليقك|عن الكاتب|المزيد من DW|اكتشف المزيد|تعليقك على الموضوع|أرسل ملاحظاتك",
        "advert": "إعلان|إعلانات",
        "image": "صورة من|الصورة|صورة",
        "skip": "تخطي القسم التالي|تخطي إلى الجزء التالي|تخطي",
        "note": "تحرير|أعده للعربية|ترجمة|أعدته للعربية",
        "said": "نشر|تاريخ النشر",
        "updated": "آخر تحديث",
        "ago": "قبل|منذ|ساعات|دقائق",
    },
    "fa": {
        "author": "نویسنده|نویسندگان",
        "date": "تاریخ",
        "permalink": "لینک کوتاه|لینک ثابت|پیوند ثابت|Permalink",
        "tools": "موضوع‌ها|موضوعات|کلیدواژه‌ها|واژه‌های کلیدی|نظر شما|چاپ|همرسانی|بازخورد",
        "film": "تماشای ویدئو|تماشای ویدیو|شنیدن فایل صوتی|پخش زنده",
        "share": "همرسانی|ارسال|کپی لینک|اشتراک‌گذاری",
        "more": "بیشتر بخوانید|در همین زمینه|همچنین بخوانید|مطالعه بیشتر",
        "end": "مطالب مرتبط|صفحه‌های مرتبط|DW صفحه‌های مرتبط|فایل‌های صوتی و ویدیویی|فایل‌های صوتی و ویدئویی مرتبط"
        "|محتوای مرتبط|موضوعات مرتبط|توصیه دویچه وله|نظر خود را بنویسید|درباره نویسنده|بیشتر از دویچه وله"
        "|نظرتان را برای ما بنویسید",
        "advert": "تبلیغات|آگهی",
        "image": "عکس|تصویر",
        "skip": "پرش از بخش بعدی|از بخش بعدی بگذرید|پرش از",
        "note": "ویراستار|ویرایش|ترجمه",
        "said": "منتشر شده|انتشار",
        "updated": "آخرین به‌روزرسانی",
        "ago": "پیش|ساعت|دقیقه",
    },
    "prs": {
        "author": "نویسنده|گزارشگر",
        "date": "تاریخ",
        "permalink": "لینک ثابت|لینک دایمی",
        "tools": "موضوعات|کلمات کلیدی|نظر شما|چاپ|شریک ساختن|بازخورد",
        "film": "تماشای ویدیو|ویدیو را ببینید|شنیدن صدا",
        "share": "شریک ساختن|ارسال|شریک سازید",
        "more": "بیشتر بخوانید|در این باره بخوانید|همچنان بخوانید",
        "end": "دویچه وله پیشنهاد می‌کند|مطالب مشابه|آدیو و ویدیو در باره موضوع|محتوای مرتبط|موضوعات مشابه",
        "advert": "اعلان|تبلیغات",
        "image": "عکس|تصویر",
        "skip": "بخش بعدی را رد کنید|عبور از بخش بعدی",
        "note": "ویراستار",
        "said": "نشر شده",
        "updated": "تازه شده",
        "ago": "قبل|پیش|ساعت|دقیقه",
    },
    "ps": {
        "author": "لیکوال|لیکواله",
        "date": "نېټه|نیټه",
        "permalink": "تلپاتې لینک|پرمالېنک",
        "tools": "موضوعات|کلیدي ټکي|ستاسو نظر|چاپ|شریکول",
        "film": "ویډیو وګورئ|غږ واورئ",
        "share": "شریکول|لېږل|شریک کړئ",
        "more": "نور ولولئ|دا هم ولولئ|همداراز ولولئ",
        "end": "ډویچه ویله وړاندیز کوي|اړوند مطالب|غږیز او انځوریز مطالب|اړوند موضوعات",
        "advert": "اعلان|سوداګریز اعلان",
        "image": "انځور|عکس",
        "skip": "بله برخه پرېږدئ|بلې برخې ته",
        "note": "سمون",
        "said": "خپور شوی",
        "updated": "وروستی تازه",
        "ago": "مخکې|ساعتونه|دقیقې",
    },
    "ur": {
        "author": "مصنف|مصنفہ|رپورٹ",
        "date": "تاریخ",
        "permalink": "پیرما لنک|مستقل لنک",
        "tools": "موضوعات|کلیدی الفاظ|آپ کی رائے|پرنٹ|شیئر کریں|ملتے جلتے موضوعات",
        "film": "ویڈیو دیکھیے|ویڈیو دیکھیں|آڈیو سنیے",
        "share": "شیئر کریں|بھیجیے|لنک کاپی کریں",
        "more": "مزید پڑھیے|یہ بھی پڑھیے|مزید پڑھیں|یہ بھی پڑھیں|دیکھیے",
        "end": "ڈی ڈبلیو تجویز کرتا ہے|آڈیوز اور ویڈیوز|موضوع سے متعلق آڈیوز اور ویڈیوز|متعلقہ مواد"
        "|متعلقہ موضوعات|ہمیں اپنی رائے بھیجیں|مصنف کے بارے میں|ڈی ڈبلیو کی مزید خبریں|ملتے جلتے موضوعات",
        "advert": "اشتہار",
        "image": "تصویر",
        "skip": "اگلے حصے پر جائیں|اگلا حصہ چھوڑیں",
        "note": "ادارت|ترجمہ",
        "said": "شائع",
        "updated": "آخری اپ ڈیٹ",
        "ago": "پہلے|گھنٹے|منٹ",
    },
    "hi": {
        "author": "लेखक|रिपोर्ट|लेखिका",
        "date": "तारीख",
        "permalink": "पर्मालिंक|स्थायी लिंक",
        "tools": "विषय|कीवर्ड|फीडबैक|प्रिंट|शेयर करें|शेयर",
        "film": "वीडियो देखें|वीडियो देखिए|ऑडियो सुनें",
        "share": "शेयर करें|शेयर|भेजें|लिंक कॉपी करें",
        "more": "यह भी पढ़ें|ये भी पढ़ें|और पढ़ें|आगे पढ़ें|पढ़ें",
        "end": "डीडब्ल्यू की सिफारिश|डॉयचे वेले की सिफारिश|ऑडियो और वीडियो|विषय से जुड़े ऑडियो और वीडियो|संबंधित सामग्री"
        "|संबंधित विषय|हमें लिखें|लेखक के बारे में|डीडब्ल्यू की और रिपोर्टें|इससे जुड़ी सामग्री|हमें अपनी राय भेजें",
        "advert": "विज्ञापन",
        "image": "तस्वीर|चित्र",
        "skip": "अगले सेक्शन पर जाएं|अगला सेक्शन छोड़ें|स्किप करें",
        "note": "संपादन|संपादक|रिपोर्ट|एडिटर",
        "said": "प्रकाशित",
        "updated": "आखिरी अपडेट",
        "ago": "पहले|घंटे|मिनट",
    },
    "bn": {
        "author": "লেখক|প্রতিবেদন|লেখিকা",
        "date": "তারিখ",
        "permalink": "পার্মালিংক|স্থায়ী লিংক",
        "tools": "বিষয়|কী ওয়ার্ড|কি-ওয়ার্ড|প্রতিক্রিয়া|প্রিন্ট|শেয়ার করুন",
        "film": "ভিডিও দেখুন|অডিও শুনুন",
        "share": "শেয়ার করুন|পাঠান|লিংক কপি করুন",
        "more": "আরো পড়ুন|আরও পড়ুন|এটাও পড়ুন|আরো জানতে",
        "end": "ডয়চে ভেলের পরামর্শ|ডয়চে ভেলে পরামর্শ দিচ্ছে|অডিও ও ভিডিও|এ বিষয়ে অডিও এবং ভিডিও|সংশ্লিষ্ট বিষয়"
        "|সম্পর্কিত বিষয়|আমাদের লিখুন|লেখক সম্পর্কে|ডয়চে ভেলের আরো|আপনার মতামত জানান",
        "advert": "বিজ্ঞাপন",
        "image": "ছবি",
        "skip": "পরবর্তী অংশ বাদ দিন|স্কিপ করুন",
        "note": "সম্পাদনা|সম্পাদক",
        "said": "প্রকাশিত",
        "updated": "সর্বশেষ আপডেট",
        "ago": "আগে|ঘণ্টা|মিনিট",
    },
    "zh": {
        "author": "作者|撰稿",
        "date": "日期",
        "permalink": "固定链接|永久链接|固定連結|永久連結",
        "tools": "相关主题|关键词|反馈|打印|分享|相關主題|關鍵詞|回饋|列印|关键字",
        "film": "观看视频|收听音频|观看影片|觀看影片|收聽音頻|正在直播",
        "share": "分享|发送|發送|复制链接|複製連結",
        "more": "延伸阅读|相关阅读|更多阅读|延伸閱讀|相關閱讀|更多|阅读更多|更多相关文章",
        "end": "德国之声推荐|德國之聲推薦|相关内容|相關內容|音频、视频|音頻、影片|相关音视频|相关主题|相關主題"
        "|给我们反馈|关于作者|德国之声更多报道|请给我们留言|探索更多|更多相关报道|相关链接",
        "advert": "广告|廣告",
        "image": "图像来源|图片来源|圖像來源|圖片來源|图",
        "skip": "跳过下一节|跳过下一部分|跳過下一節",
        "appeal": "DW中文有|德国之声版权声明|德國之聲版權聲明|DW中文在",
        "note": "编辑|责编|責編|翻译",
        "said": "发表",
        "updated": "最后更新|更新",
        "ago": "前|小时|分钟",
    },
    "id": {
        "author": "Penulis|Reporter",
        "date": "Tanggal",
        "permalink": "Permalink|Tautan tetap",
        "tools": "Tema|Kata kunci|Umpan balik|Cetak|Bagikan|Topik terkait",
        "film": "Tonton video|Dengarkan audio|Lihat video",
        "share": "Bagikan|Kirim|Salin tautan",
        "more": "Baca juga|Baca selengkapnya|Simak juga|Lihat juga|Baca lebih lanjut",
        "end": "DW merekomendasikan|Redaksi merekomendasikan|Audio dan video terkait|Konten terkait|Topik terkait"
        "|Kirim komentar Anda|Tentang penulis|Berita lain dari DW|Jelajahi lebih lanjut|Kirimkan umpan balik Anda",
        "advert": "Iklan",
        "image": "Foto|Gambar",
        "skip": "Lewatkan bagian berikutnya|Lewati bagian berikutnya",
        "note": "Editor|Diadaptasi dari|Artikel ini pertama|Artikel ini diadaptasi",
        "said": "Diterbitkan",
        "updated": "Terakhir diperbarui",
        "ago": "lalu|jam|menit",
    },
    "sw": {
        "author": "Mwandishi|Waandishi",
        "date": "Tarehe",
        "permalink": "Kiungo|Permalink|Kiungo cha kudumu",
        "tools": "Mada|Mada zinazohusiana|Maneno muhimu|Maoni|Chapisha|Sambaza",
        "film": "Tazama vidio|Tizama video|Sikiliza sauti|Tazama video",
        "share": "Sambaza|Tuma|Nakili kiungo",
        "more": "Soma zaidi|Soma pia|Tazama pia|Sikiliza zaidi",
        "end": "DW inapendekeza|Sauti na vidio kuhusu mada|Sauti na Vidio Kuhusu Mada|Mada zinazohusiana"
        "|Maudhui zinazohusiana|Tuandikie maoni yako|Kuhusu mwandishi|Habari zaidi kutoka DW|Gundua zaidi",
        "advert": "Matangazo|Tangazo",
        "image": "Picha",
        "skip": "Ruka sehemu inayofuata",
        "note": "Mhariri",
        "said": "Imechapishwa",
        "ago": "zilizopita|iliyopita|saa|dakika",
    },
    "ha": {
        "author": "Mawallafi|Mawallafiya|Marubuci",
        "date": "Kwanan wata|Ranar wallafa",
        "permalink": "Permalink|Dindindin",
        "tools": "Batutuwa|Muhimman kalmomi|Mahimman kalmomi|Ra'ayi|Buga|Yada",
        "film": "Kalli bidiyo|Saurari sauti",
        "share": "Yada|Aika|Kwafi adireshi",
        "more": "Karin bayani|Kari|Karanta kuma|Karanta karin",
        "end": "DW ta ba da shawara|DW ta ba da shawarar karanta|Sauti da bidiyo|Karin bayani a kan maudu'i"
        "|Batutuwa masu dangantaka|Aiko mana da ra'ayinka|Game da marubuci|Karin rahotanni daga DW",
        "advert": "Talla",
        "image": "Hoto",
        "skip": "Tsallake zuwa bangare na gaba|Tsallake",
        "note": "Edita",
        "said": "An wallafa",
        "ago": "da suka gabata|awanni|mintuna",
    },
    "am": {
        "author": "ዘጋቢ|ደራሲ|ጸሐፊ|አዘጋጅ",
        "date": "ቀን",
        "permalink": "ቋሚ ማገናኛ|ፐርማሊንክ|Permalink",
        "tools": "ርዕሶች|ቁልፍ ቃላት|አስተያየት|አትም|አጋራ|ተዛማጅ ርዕሶች",
        "film": "ቪዲዮ ይመልከቱ|ድምፅ ያዳምጡ|ቪዲዮውን ይመልከቱ",
        "share": "አጋራ|ላክ|አገናኙን ቅዳ",
        "more": "ተጨማሪ ያንብቡ|ተጨማሪ|ይህንንም ያንብቡ",
        "end": "DW ይመክራል|ድምፅ እና ቪዲዮ|ተዛማጅ ይዘት|ተዛማጅ ርዕሶች|አስተያየትዎን ይላኩልን|ስለ ጸሐፊው|ተጨማሪ ከDW",
        "advert": "ማስታወቂያ",
        "image": "ምስል|ፎቶ",
        "skip": "ቀጣዩን ክፍል ዝለል|ዝለል",
        "note": "አርታኢ|አዘጋጅ",
        "said": "የታተመ",
        "ago": "በፊት|ሰዓት|ደቂቃ",
    },
}

#: Places of two words or more that stand in bylines behind a name ("Astrid Prange, São Paulo").
PLACES: Final = frozenset(
    place.strip().casefold()
    for place in """
    New York|New Delhi|Neu Delhi|Nueva Delhi|Nova Délhi|São Paulo|Sao Paulo|Rio de Janeiro|Buenos Aires
    Mexico City|Mexiko-Stadt|Ciudad de México|Cidade do México|Cape Town|Tel Aviv|Hong Kong|Los Angeles
    San Francisco|Addis Ababa|Addis Abeba|St. Petersburg|Sankt Petersburg|San Petersburgo|Phnom Penh
    Kuala Lumpur|Abu Dhabi|Washington DC|Washington, D.C.|Dar es Salaam|Port-au-Prince|San Salvador|Santiago de Chile
    Burkina Faso|Sierra Leone|South Africa|Sri Lanka|Costa Rica|San José|La Paz|El Paso|Banja Luka|Novi Sad
    Нью-Йорк|Нью-Дели|اسلام آباد|نئی دہلی|नई दिल्ली|নতুন দিল্লি|Frankfurt am Main|Great Britain
    """.replace("\n", "|").split("|")
    if place.strip()
)

#: What begins alternative texts of the house's own pictures, where they bear no credit.
ALT_PREFIXES: Final = ("Infografik", "Infographic", "Kommentarbild", "DW Kommentarbild", "Symbolbild")


def labels(*roles: str) -> tuple[str, ...]:
    """The labels of some roles in all languages, the longest first.

    >>> "Keywords" in labels("tools")
    True
    """
    found = {
        label.strip()
        for entry in LABELS.values()
        for role in roles
        for label in entry.get(role, "").split("|")
        if label.strip()
    }
    return tuple(sorted(found, key=lambda label: (-len(label), label)))


def folded_set(*roles: str) -> frozenset[str]:
    """The same for looking up a whole line that was folded by `bare`."""
    return frozenset(bare(label) for label in labels(*roles))


def bare(line: str) -> str:
    """A line as the table is asked: without case, and without what stands around its words."""
    return line.casefold().strip(" \t\xa0:：፦!›»>→…·•|")


def pattern(names: Iterable[str]) -> str:
    """An alternative of labels for a pattern; the longest stand first."""
    return "|".join(re.escape(name) for name in names)
