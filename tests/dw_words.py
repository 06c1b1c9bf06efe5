"""Invented news of a closed bridge in the languages of Deutsche Welle, to build pages from.

`WORDS`: what the story says; `SIGNS`: what the two designs print around it in that language. The labels are
written here once more, beside the table that the readers use, so that a slip in one of them shows.
"""
# ruff: noqa: E501

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """A story in one language. Sentences are joined by `space` into paragraphs."""

    kicker: str
    title: str
    lead: str
    sentences: tuple[str, ...]
    subheadings: tuple[str, str]
    alt: str
    caption: str
    author: str
    link: str
    film: str
    space: str = " "

    def paragraph(self, number: int) -> str:
        """One of many different paragraphs, each of three sentences."""
        count = len(self.sentences)
        picks = (number % count, (number + 1) % count, (number * 2 + 1) % count)
        return self.space.join(self.sentences[pick] for pick in picks)


class Signs(NamedTuple):
    """Labels of the design in one language: the newer design's first."""

    skip: tuple[str, str, str]
    date: str
    image: str
    more: str
    #: Footer of the older design: date, author, subjects, keywords, feedback, print, permalink.
    footer: tuple[str, str, str, str, str, str, str]
    watch: str
    recommends: str
    media: str
    advertisement: str


def _w(text: str, space: str = " ") -> Words:
    parts = [line.strip() for line in text.strip().splitlines()]
    return Words(
        parts[0], parts[1], parts[2], tuple(parts[3:7]), (parts[7], parts[8]), *parts[9:14], space=space
    )


def _s(text: str) -> Signs:
    parts = [line.strip() for line in text.strip().splitlines()]
    skip, footer = parts[0].split("|"), parts[4].split("|")
    return Signs((skip[0], skip[1], skip[2]), *parts[1:4], tuple(footer), *parts[5:9])  # type: ignore[arg-type]


WORDS: dict[str, Words] = {
    "en": _w("""
        Society
        Old bridge in Lindenau closed for two years
        The town of Lindenau must do without its bridge. Experts found cracks in three piers, and the repairs will cost more than expected.
        The council met on Tuesday evening and decided to close the old bridge for repairs until the spring after next.
        A spokesman said that the works would last for months, and that a ferry would run every half hour.
        Shopkeepers on both banks of the river fear for their business and have asked the mayor for a meeting.
        "We warned them many years ago," said engineer Paula Reimers, who had measured the piers after the flood.
        A ferry for commuters
        Who pays for the repairs?
        Brücke Lindenau Sperrung
        Barriers have been blocking the way to the old bridge since Monday morning
        Clara Steinfeld
        Ferry services on German rivers return
        Living without a bridge
        """),
    "de": _w("""
        Gesellschaft
        Alte Brücke in Lindenau für zwei Jahre gesperrt
        Die Stadt Lindenau muss ohne ihre Brücke auskommen. Fachleute haben Risse in drei Pfeilern gefunden, und die Arbeiten werden teurer als geplant.
        Der Rat der Stadt hat am Dienstagabend beschlossen, die alte Brücke bis zum übernächsten Frühjahr zu sperren.
        Ein Sprecher sagte, die Arbeiten würden Monate dauern, und eine Fähre werde jede halbe Stunde verkehren.
        Ladenbesitzer an beiden Ufern fürchten um ihr Geschäft und haben den Bürgermeister um ein Gespräch gebeten.
        "Wir haben schon vor vielen Jahren gewarnt", sagt die Ingenieurin Paula Reimers, die nach der Flut gemessen hat.
        Eine Fähre für Pendler
        Wer bezahlt die Arbeiten?
        Deutschland Brücke Lindenau Sperrung
        Seit Montagmorgen versperren Absperrgitter den Weg über die alte Brücke
        Clara Steinfeld
        Fähren auf deutschen Flüssen kehren zurück
        Leben ohne Brücke
        """),
    "es": _w("""
        Sociedad
        El viejo puente de Lindenau cierra durante dos años
        La ciudad de Lindenau tendrá que arreglarse sin su puente. Los expertos hallaron grietas en tres pilares y las obras serán más caras de lo previsto.
        El consejo municipal se reunió el martes por la noche y decidió cerrar el viejo puente hasta la primavera.
        Un portavoz explicó que las obras durarán varios meses y que un transbordador saldrá cada media hora.
        Los comerciantes de las dos orillas temen por sus negocios y han pedido una reunión con el alcalde.
        "Lo advertimos hace muchos años", dijo la ingeniera Paula Reimers, que midió los pilares tras la inundación.
        Un transbordador para los trabajadores
        ¿Quién paga las obras?
        Puente de Lindenau cerrado
        Desde el lunes por la mañana unas vallas cortan el paso al viejo puente
        Clara Campos
        Vuelven los transbordadores a los ríos alemanes
        Vivir sin puente
        """),
    "pt": _w("""
        Sociedade
        Velha ponte de Lindenau fechada por dois anos
        A cidade de Lindenau terá de viver sem a sua ponte. Peritos encontraram fissuras em três pilares, e as obras vão custar mais do que o previsto.
        O conselho da cidade reuniu-se na noite de terça-feira e decidiu fechar a velha ponte até a primavera.
        Um porta-voz disse que as obras vão durar meses e que uma balsa vai partir a cada meia hora.
        Comerciantes das duas margens temem pelos seus negócios e pediram uma reunião com o prefeito.
        "Avisamos há muitos anos", disse a engenheira Paula Reimers, que mediu os pilares depois da enchente.
        Uma balsa para os trabalhadores
        Quem paga as obras?
        Ponte de Lindenau fechada
        Desde a manhã de segunda-feira, grades bloqueiam o caminho para a velha ponte
        Clara Campos
        Balsas voltam aos rios da Alemanha
        Viver sem ponte
        """),
    "fr": _w("""
        Société
        Le vieux pont de Lindenau fermé pour deux ans
        La ville de Lindenau devra se passer de son pont. Des experts ont trouvé des fissures dans trois piliers et les travaux coûteront plus que prévu.
        Le conseil municipal s'est réuni mardi soir et a décidé de fermer le vieux pont jusqu'au printemps.
        Un porte-parole a dit que les travaux dureraient des mois et qu'un bac partirait toutes les demi-heures.
        Les commerçants des deux rives craignent pour leurs affaires et ont demandé à rencontrer le maire.
        « Nous avions prévenu il y a des années », dit l'ingénieure Paula Reimers, qui avait mesuré les piliers après la crue.
        Un bac pour les travailleurs
        Qui paie les travaux ?
        Pont de Lindenau fermé
        Depuis lundi matin, des barrières bloquent le chemin du vieux pont
        Claire Dubreuil
        Les bacs reviennent sur les fleuves allemands
        Vivre sans pont
        """),
    "ru": _w("""
        Общество
        Старый мост в Линденау закрыли на два года
        Городу Линденау придется обходиться без моста. Эксперты нашли трещины в трех опорах, и ремонт обойдется дороже, чем ожидалось.
        Городской совет собрался во вторник вечером и решил закрыть старый мост на ремонт до весны.
        Представитель города сказал, что работы продлятся несколько месяцев, а паром будет ходить каждые полчаса.
        Владельцы магазинов на обоих берегах боятся за свои доходы и попросили мэра о встрече.
        "Мы предупреждали много лет назад", - сказала инженер Паула Раймерс, измерявшая опоры после наводнения.
        Паром для жителей пригорода
        Кто заплатит за ремонт?
        Закрытый мост в Линденау
        С утра понедельника дорогу к старому мосту закрывают ограждения
        Роман Гончаров
        Паромы возвращаются на реки Германии
        Жизнь без моста
        """),
    "uk": _w("""
        Суспільство
        Старий міст у Лінденау закрили на два роки
        Місту Лінденау доведеться обходитися без мосту. Експерти знайшли тріщини у трьох опорах, і ремонт коштуватиме більше, ніж очікували.
        Міська рада зібралася у вівторок увечері й вирішила закрити старий міст на ремонт до весни.
        Речник міста сказав, що роботи триватимуть кілька місяців, а пором ходитиме щопівгодини.
        Власники крамниць на обох берегах бояться за свої доходи й попросили мера про зустріч.
        "Ми попереджали багато років тому", - сказала інженерка Паула Раймерс, яка вимірювала опори після повені.
        Пором для мешканців передмістя
        Хто заплатить за ремонт?
        Закритий міст у Лінденау
        Від ранку понеділка дорогу до старого мосту закривають огорожі
        Роман Бондаренко
        Пороми повертаються на річки Німеччини
        Життя без мосту
        """),
    "tr": _w("""
        Toplum
        Lindenau'daki eski köprü iki yıllığına kapatıldı
        Lindenau kenti köprüsüz yaşamak zorunda. Uzmanlar üç ayakta çatlak buldu, onarım beklenenden daha pahalıya mal olacak.
        Belediye meclisi salı akşamı toplandı ve eski köprünün ilkbahara kadar kapatılmasına karar verdi.
        Bir sözcü, çalışmaların aylarca süreceğini ve her yarım saatte bir feribot kalkacağını söyledi.
        Nehrin iki yakasındaki esnaf işlerinin bozulmasından korkuyor ve belediye başkanından görüşme istedi.
        "Yıllar önce uyardık" diyen mühendis Paula Reimers, selden sonra ayakları ölçmüştü.
        Çalışanlar için feribot
        Onarımı kim ödeyecek?
        Lindenau köprüsü kapalı
        Pazartesi sabahından beri bariyerler eski köprüye giden yolu kapatıyor
        Deniz Yılmaz
        Feribotlar Alman nehirlerine dönüyor
        Köprüsüz hayat
        """),
    "pl": _w("""
        Społeczeństwo
        Stary most w Lindenau zamknięty na dwa lata
        Miasto Lindenau musi się obyć bez mostu. Eksperci znaleźli pęknięcia w trzech filarach, a remont będzie droższy, niż planowano.
        Rada miasta zebrała się we wtorek wieczorem i postanowiła zamknąć stary most do wiosny.
        Rzecznik powiedział, że prace potrwają wiele miesięcy, a prom będzie kursował co pół godziny.
        Sklepikarze na obu brzegach boją się o swoje dochody i poprosili burmistrza o spotkanie.
        „Ostrzegaliśmy wiele lat temu”, mówi inżynierka Paula Reimers, która po powodzi zmierzyła filary.
        Prom dla dojeżdżających
        Kto zapłaci za remont?
        Zamknięty most w Lindenau
        Od poniedziałku rano barierki zamykają drogę do starego mostu
        Bartosz Wiśniewski
        Promy wracają na niemieckie rzeki
        Życie bez mostu
        """),
    "el": _w("""
        Κοινωνία
        Κλειστή για δύο χρόνια η παλιά γέφυρα στο Λιντενάου
        Η πόλη του Λιντενάου πρέπει να ζήσει χωρίς τη γέφυρά της. Ειδικοί βρήκαν ρωγμές σε τρεις πυλώνες και οι εργασίες θα κοστίσουν περισσότερο.
        Το δημοτικό συμβούλιο συνεδρίασε την Τρίτη το βράδυ και αποφάσισε να κλείσει την παλιά γέφυρα ως την άνοιξη.
        Ένας εκπρόσωπος είπε ότι οι εργασίες θα κρατήσουν μήνες και ότι ένα πλοίο θα περνά κάθε μισή ώρα.
        Οι καταστηματάρχες και στις δύο όχθες φοβούνται για τις δουλειές τους και ζήτησαν συνάντηση με τον δήμαρχο.
        «Είχαμε προειδοποιήσει πριν από χρόνια», λέει η μηχανικός Πάολα Ράιμερς, που είχε μετρήσει τους πυλώνες.
        Ένα πλοίο για τους εργαζόμενους
        Ποιος πληρώνει τις εργασίες;
        Κλειστή γέφυρα στο Λιντενάου
        Από το πρωί της Δευτέρας κιγκλιδώματα κλείνουν τον δρόμο προς την παλιά γέφυρα
        Ειρήνη Παπαδάκη
        Τα πλοία επιστρέφουν στα γερμανικά ποτάμια
        Ζωή χωρίς γέφυρα
        """),
    "ro": _w("""
        Societate
        Vechiul pod din Lindenau, închis pentru doi ani
        Orașul Lindenau trebuie să se descurce fără pod. Experții au găsit fisuri în trei piloni, iar lucrările vor costa mai mult decât se credea.
        Consiliul local s-a întrunit marți seara și a hotărât să închidă vechiul pod până la primăvară.
        Un purtător de cuvânt a spus că lucrările vor dura luni întregi și că un bac va pleca din jumătate în jumătate de oră.
        Comercianții de pe ambele maluri se tem pentru afacerile lor și au cerut o întâlnire cu primarul.
        „Am avertizat acum mulți ani”, spune inginera Paula Reimers, care a măsurat pilonii după inundații.
        Un bac pentru navetiști
        Cine plătește lucrările?
        Podul din Lindenau, închis
        De luni dimineață, barierele închid drumul spre vechiul pod
        Ioana Dumitrescu
        Bacurile revin pe râurile din Germania
        Viața fără pod
        """),
    "bg": _w("""
        Общество
        Старият мост в Линденау е затворен за две години
        Град Линденау трябва да се справя без своя мост. Експерти откриха пукнатини в три стълба, а ремонтът ще струва повече от очакваното.
        Градският съвет заседава във вторник вечерта и реши да затвори стария мост до пролетта.
        Говорител каза, че работата ще продължи с месеци и че ферибот ще пътува на всеки половин час.
        Търговците на двата бряга се страхуват за доходите си и поискаха среща с кмета.
        "Предупредихме преди много години", казва инженер Паула Раймерс, която измери стълбовете след наводнението.
        Ферибот за пътуващите
        Кой ще плати ремонта?
        Затвореният мост в Линденау
        От понеделник сутринта заграждения спират пътя към стария мост
        Мария Илчева
        Фериботите се връщат по реките в Германия
        Живот без мост
        """),
    "sr": _w("""
        Društvo
        Stari most u Lindenauu zatvoren na dve godine
        Grad Lindenau mora da se snađe bez mosta. Stručnjaci su našli pukotine u tri stuba, a radovi će koštati više nego što se očekivalo.
        Gradsko veće se sastalo u utorak uveče i odlučilo da zatvori stari most do proleća.
        Portparol je rekao da će radovi trajati mesecima i da će skela voziti svakih pola sata.
        Trgovci na obe obale strahuju za svoj posao i zatražili su sastanak sa gradonačelnikom.
        „Upozorili smo pre mnogo godina“, kaže inženjerka Paula Rajmers, koja je merila stubove posle poplave.
        Skela za radnike
        Ko plaća radove?
        Zatvoren most u Lindenauu
        Od ponedeljka ujutro ograde zatvaraju put ka starom mostu
        Jelena Petrović
        Skele se vraćaju na nemačke reke
        Život bez mosta
        """),
    "sq": _w("""
        Shoqëri
        Ura e vjetër në Lindenau mbyllet për dy vjet
        Qyteti i Lindenaut duhet të jetojë pa urën e tij. Ekspertët gjetën plasaritje në tri shtylla dhe punimet do të kushtojnë më shumë.
        Këshilli i qytetit u mblodh të martën në mbrëmje dhe vendosi ta mbyllë urën e vjetër deri në pranverë.
        Një zëdhënës tha se punimet do të zgjasin me muaj dhe se një traget do të niset çdo gjysmë ore.
        Tregtarët në të dy brigjet kanë frikë për biznesin e tyre dhe kërkuan takim me kryetarin.
        "Ne paralajmëruam shumë vite më parë", thotë inxhinierja Paula Rajmers, që mati shtyllat pas përmbytjes.
        Një traget për punëtorët
        Kush i paguan punimet?
        Ura e mbyllur në Lindenau
        Që nga e hëna në mëngjes gardhet mbyllin rrugën drejt urës së vjetër
        Arta Hoxha
        Tragetet kthehen në lumenjtë gjermanë
        Jeta pa urë
        """),
    "mk": _w("""
        Општество
        Стариот мост во Линденау затворен на две години
        Градот Линденау мора да живее без својот мост. Експертите најдоа пукнатини во три столба, а работите ќе чинат повеќе од очекуваното.
        Градскиот совет се состана во вторникот вечерта и одлучи да го затвори стариот мост до пролет.
        Портпарол рече дека работите ќе траат со месеци и дека скела ќе вози на секои половина час.
        Трговците на двата брега стравуваат за своите приходи и побараа средба со градоначалникот.
        „Предупредивме пред многу години“, вели инженерката Паула Рајмерс, која ги мереше столбовите по поплавата.
        Скела за патниците
        Кој ги плаќа работите?
        Затворениот мост во Линденау
        Од понеделникот наутро огради го затвораат патот кон стариот мост
        Елена Николовска
        Скелите се враќаат на германските реки
        Живот без мост
        """),
    "ar": _w("""
        مجتمع
        إغلاق الجسر القديم في لينديناو لمدة عامين
        على مدينة لينديناو أن تعيش بلا جسر. عثر الخبراء على شقوق في ثلاث دعائم، وستكلف أعمال الترميم أكثر مما كان متوقعا.
        اجتمع مجلس المدينة مساء الثلاثاء وقرر إغلاق الجسر القديم من أجل الترميم حتى حلول الربيع المقبل.
        وقال متحدث إن الأعمال ستستمر شهورا عديدة وإن عبارة ستنطلق كل نصف ساعة بين ضفتي النهر.
        ويخشى أصحاب المتاجر على الضفتين على تجارتهم وقد طلبوا عقد لقاء مع رئيس البلدية في أقرب وقت.
        وتقول المهندسة باولا رايمرس التي قاست الدعائم بعد الفيضان: "لقد حذرنا من ذلك قبل سنوات طويلة".
        عبارة من أجل العاملين
        من يدفع ثمن الترميم؟
        الجسر المغلق في لينديناو
        منذ صباح الاثنين تسد الحواجز الطريق المؤدي إلى الجسر القديم
        عماد حسان
        العبارات تعود إلى أنهار ألمانيا
        الحياة بلا جسر
        """),
    "fa": _w("""
        جامعه
        پل قدیمی لیندناو برای دو سال بسته شد
        شهر لیندناو باید بدون پل خود زندگی کند. کارشناسان در سه پایه ترک‌هایی یافته‌اند و هزینه تعمیر بیشتر از حد انتظار خواهد بود.
        شورای شهر عصر سه‌شنبه تشکیل جلسه داد و تصمیم گرفت پل قدیمی را تا بهار آینده برای تعمیر ببندد.
        سخنگوی شهر گفت که کارها ماه‌ها طول می‌کشد و یک قایق هر نیم ساعت بین دو ساحل رفت‌وآمد خواهد کرد.
        مغازه‌داران هر دو ساحل نگران کسب‌وکار خود هستند و خواهان دیدار با شهردار در همین هفته شده‌اند.
        پائولا رایمرس، مهندسی که پس از سیل پایه‌ها را اندازه گرفته بود، گفت: «ما سال‌ها پیش هشدار داده بودیم».
        قایقی برای کارکنان
        چه کسی هزینه را می‌پردازد؟
        پل بسته لیندناو
        از صبح دوشنبه نرده‌ها راه پل قدیمی را بسته‌اند
        مریم انصاری
        قایق‌ها به رودهای آلمان بازمی‌گردند
        زندگی بدون پل
        """),
    "ur": _w("""
        معاشرہ
        لنڈیناؤ کا پرانا پل دو سال کے لیے بند
        لنڈیناؤ شہر کو اپنے پل کے بغیر رہنا ہو گا۔ ماہرین کو تین ستونوں میں دراڑیں ملی ہیں اور مرمت پر توقع سے زیادہ خرچ آئے گا۔
        شہری کونسل کا اجلاس منگل کی شام ہوا اور پرانے پل کو اگلی بہار تک مرمت کے لیے بند کرنے کا فیصلہ کیا گیا۔
        ایک ترجمان نے کہا کہ یہ کام کئی مہینے جاری رہے گا اور ہر آدھے گھنٹے بعد ایک کشتی چلا کرے گی۔
        دریا کے دونوں کناروں کے دکاندار اپنے کاروبار کے بارے میں فکر مند ہیں اور میئر سے ملنا چاہتے ہیں۔
        انجینیئر پاؤلا رائمرز نے کہا، ’’ہم نے کئی سال پہلے خبردار کیا تھا،‘‘ وہ سیلاب کے بعد ستون ناپ چکی تھیں۔
        ملازمین کے لیے کشتی
        مرمت کا خرچ کون دے گا؟
        لنڈیناؤ کا بند پل
        پیر کی صبح سے رکاوٹیں پرانے پل کا راستہ روکے ہوئے ہیں
        عاطف توفیق
        جرمن دریاؤں پر کشتیوں کی واپسی
        پل کے بغیر زندگی
        """),
    "hi": _w("""
        समाज
        लिंडेनाउ का पुराना पुल दो साल के लिए बंद
        लिंडेनाउ शहर को अपने पुल के बिना रहना होगा। विशेषज्ञों को तीन खंभों में दरारें मिली हैं और मरम्मत उम्मीद से ज्यादा महंगी होगी।
        नगर परिषद की बैठक मंगलवार शाम को हुई और पुराने पुल को अगले वसंत तक मरम्मत के लिए बंद करने का फैसला हुआ।
        एक प्रवक्ता ने कहा कि काम कई महीने चलेगा और हर आधे घंटे में एक नाव नदी पार जाएगी।
        नदी के दोनों किनारों के दुकानदार अपने कारोबार को लेकर चिंतित हैं और मेयर से मिलना चाहते हैं।
        इंजीनियर पाउला राइमर्स ने कहा, "हमने कई साल पहले चेतावनी दी थी।" उन्होंने बाढ़ के बाद खंभों को नापा था।
        कर्मचारियों के लिए नाव
        मरम्मत का खर्च कौन देगा?
        लिंडेनाउ का बंद पुल
        सोमवार सुबह से अवरोधकों ने पुराने पुल का रास्ता रोक रखा है
        विवेक शर्मा
        जर्मन नदियों पर नावों की वापसी
        पुल के बिना जीवन
        """),
    "bn": _w("""
        সমাজ
        লিন্ডেনাউয়ের পুরোনো সেতু দুই বছরের জন্য বন্ধ
        লিন্ডেনাউ শহরকে সেতু ছাড়াই চলতে হবে৷ বিশেষজ্ঞরা তিনটি স্তম্ভে ফাটল পেয়েছেন এবং মেরামতের খরচ ধারণার চেয়ে বেশি হবে৷
        নগর পরিষদ মঙ্গলবার সন্ধ্যায় বৈঠকে বসে পুরোনো সেতু আগামী বসন্ত পর্যন্ত বন্ধ রাখার সিদ্ধান্ত নিয়েছে৷
        একজন মুখপাত্র বলেছেন, কাজ কয়েক মাস চলবে এবং প্রতি আধ ঘণ্টায় একটি ফেরি চলবে৷
        নদীর দুই তীরের দোকানদাররা ব্যবসা নিয়ে চিন্তিত এবং মেয়রের সঙ্গে বৈঠক চেয়েছেন৷
        প্রকৌশলী পাউলা রাইমার্স বলেন, ‘‘আমরা বহু বছর আগেই সতর্ক করেছিলাম৷'' বন্যার পর তিনি স্তম্ভ মেপেছিলেন৷
        কর্মজীবীদের জন্য ফেরি
        মেরামতের খরচ কে দেবে?
        লিন্ডেনাউয়ের বন্ধ সেতু
        সোমবার সকাল থেকে পুরোনো সেতুর পথ আটকে রেখেছে ব্যারিকেড
        আশীষ চক্রবর্ত্তী
        জার্মানির নদীতে ফেরি ফিরছে
        সেতু ছাড়া জীবন
        """),
    "zh": _w(
        """
        社会
        林德瑙老桥将关闭两年 居民改乘渡轮出行
        林德瑙市民今后两年只能没有桥的日子里生活。专家在三个桥墩上发现裂缝,维修费用将比原先预计的高出许多。
        市议会周二晚间召开会议,决定将这座建于上世纪的老桥关闭维修,直到后年春天才会重新开放通行。
        一位发言人表示,工程将持续数月之久,在此期间每隔半小时将有一班渡轮往返于河流两岸之间。
        河流两岸的店主们担心自己的生意会受到影响,他们已经要求与市长举行会谈,希望得到补偿。
        工程师赖默斯在洪水之后测量过桥墩,她表示:“我们多年以前就已经发出过警告,可是没有人理会。”
        上班族改乘渡轮
        谁来支付维修费用?
        林德瑙被封闭的老桥
        从周一早上开始,护栏挡住了通往老桥的道路
        万方
        渡轮重返德国河流
        没有桥的生活
        """,
        space="",
    ),
    "id": _w("""
        Sosial
        Jembatan Tua di Lindenau Ditutup Dua Tahun
        Kota Lindenau harus hidup tanpa jembatannya. Para ahli menemukan retakan pada tiga tiang, dan perbaikannya akan lebih mahal dari perkiraan.
        Dewan kota bertemu pada Selasa malam dan memutuskan menutup jembatan tua itu sampai musim semi.
        Seorang juru bicara mengatakan pekerjaan akan berlangsung berbulan-bulan dan feri berangkat tiap setengah jam.
        Para pemilik toko di kedua tepi sungai khawatir akan usaha mereka dan meminta bertemu wali kota.
        "Kami sudah memperingatkan bertahun-tahun lalu," kata insinyur Paula Reimers yang mengukur tiang sesudah banjir.
        Feri untuk para pekerja
        Siapa yang membayar perbaikan?
        Jembatan Lindenau ditutup
        Sejak Senin pagi pagar menutup jalan menuju jembatan tua
        Rizki Nugroho
        Feri kembali ke sungai-sungai Jerman
        Hidup tanpa jembatan
        """),
    "sw": _w("""
        Jamii
        Daraja la zamani la Lindenau lafungwa kwa miaka miwili
        Mji wa Lindenau utalazimika kuishi bila daraja lake. Wataalamu walipata nyufa katika nguzo tatu, na ukarabati utagharimu zaidi ya ilivyotarajiwa.
        Baraza la mji lilikutana Jumanne jioni na kuamua kulifunga daraja la zamani hadi majira ya machipuko.
        Msemaji alisema kazi hiyo itachukua miezi mingi na kwamba feri itaondoka kila baada ya nusu saa.
        Wenye maduka katika kingo zote mbili wanahofia biashara zao na wameomba kukutana na meya.
        "Tulionya miaka mingi iliyopita," alisema mhandisi Paula Reimers, aliyepima nguzo baada ya mafuriko.
        Feri kwa wafanyakazi
        Nani atalipia ukarabati?
        Daraja la Lindenau limefungwa
        Tangu Jumatatu asubuhi vizuizi vimefunga njia ya kwenda daraja la zamani
        Amina Mwangi
        Feri zarejea katika mito ya Ujerumani
        Maisha bila daraja
        """),
    "ha": _w("""
        Zamantakewa
        An rufe tsohuwar gadar Lindenau na shekaru biyu
        Garin Lindenau zai rayu ba tare da gadarsa ba. Masana sun gano tsagu a ginshikai uku, kuma gyaran zai fi tsada fiye da yadda aka zata.
        Majalisar birnin ta zauna a daren Talata ta yanke shawarar rufe tsohuwar gadar har zuwa bazara.
        Wani kakaki ya ce aikin zai dauki watanni da yawa kuma jirgin ruwa zai rika tashi duk rabin sa'a.
        Masu shaguna a bangarorin biyu na kogin suna fargaba game da kasuwancinsu kuma sun nemi ganawa.
        "Mun yi gargadi shekaru da yawa da suka wuce," in ji injiniya Paula Reimers wadda ta auna ginshikan.
        Jirgin ruwa ga ma'aikata
        Wa zai biya kudin gyaran?
        Gadar Lindenau a rufe
        Tun safiyar Litinin shinge ya toshe hanyar zuwa tsohuwar gadar
        Aminu Bello
        Jiragen ruwa sun dawo kogunan Jamus
        Rayuwa babu gada
        """),
    "am": _w("""
        ማኅበረሰብ
        በሊንደናው ያለው አሮጌ ድልድይ ለሁለት ዓመት ተዘጋ
        የሊንደናው ከተማ ያለ ድልድይዋ መኖር ይኖርባታል። ባለሙያዎች በሦስት ምሰሶዎች ላይ ስንጥቅ አግኝተዋል፤ ጥገናውም ከታሰበው በላይ ያስወጣል።
        የከተማው ምክር ቤት ማክሰኞ ምሽት ተሰብስቦ አሮጌው ድልድይ እስከ ፀደይ ድረስ ለጥገና እንዲዘጋ ወሰነ።
        አንድ ቃል አቀባይ ሥራው ለብዙ ወራት እንደሚቆይና ጀልባ በየግማሽ ሰዓቱ እንደሚመላለስ ተናግረዋል።
        በወንዙ ሁለት ዳርቻዎች ያሉ ባለሱቆች ስለ ንግዳቸው ስጋት ገብቷቸው ከከንቲባው ጋር ለመነጋገር ጠይቀዋል።
        ከጎርፉ በኋላ ምሰሶዎቹን የለኩት መሐንዲስ ፓውላ ራይመርስ «ከብዙ ዓመታት በፊት አስጠንቅቀን ነበር» ብለዋል።
        ለሠራተኞች የሚሆን ጀልባ
        ለጥገናው ማን ይከፍላል?
        የተዘጋው የሊንደናው ድልድይ
        ከሰኞ ጠዋት ጀምሮ አጥሮች ወደ አሮጌው ድልድይ የሚወስደውን መንገድ ዘግተዋል
        ኂሩት መለሰ
        ጀልባዎች ወደ ጀርመን ወንዞች ተመለሱ
        ያለ ድልድይ መኖር
        """),
}

SIGNS: dict[str, Signs] = {
    "en": _s("""
        Skip to content|Skip to main menu|Skip to more DW sites
        January 30, 2024
        Image:
        Read more:
        Date|Author|Related Subjects|Keywords|Feedback: Send us your feedback.|Print Print this page|Permalink
        Watch video
        DW recommends
        Audios and videos on the topic
        Advertisement
        """),
    "de": _s("""
        Zum Inhalt springen|Zur Hauptnavigation springen|Zu weiteren Angeboten der DW springen
        30. Januar 2024
        Bild:
        Mehr dazu:
        Datum|Autorin/Autor|Themenseiten|Schlagwörter|Feedback: Schicken Sie uns Ihr Feedback!|Drucken Seite drucken|Permalink
        Video ansehen
        Die Redaktion empfiehlt
        Audio und Video zum Thema
        Anzeige
        """),
    "es": _s("""
        Ir al contenido|Ir al menú principal|Ir a más sitios de DW
        30 de enero de 2024
        Imagen:
        Lea también:
        Fecha|Autor|Temas|Palabras clave|Feedback: ¡Envíenos sus comentarios!|Imprimir Imprimir esta página|Enlace permanente
        Ver el video
        DW recomienda
        Audios y videos sobre el tema
        Publicidad
        """),
    "pt": _s("""
        Ir para o conteúdo|Ir para o menu principal|Ir para mais sites da DW
        30 de janeiro de 2024
        Foto:
        Leia também:
        Data|Autoria|Assuntos relacionados|Palavras-chave|Feedback: Envie seu comentário!|Imprimir Imprimir a página|Link permanente
        Assistir ao vídeo
        Leia mais
        Áudios e vídeos relacionados
        Anúncio
        """),
    "fr": _s("""
        Aller au contenu|Aller au menu principal|Aller à plus de sites DW
        30 janvier 2024
        Image :
        Lire aussi :
        Date|Auteur|Sujets associés|Mots-clés|Réactions: Envoyez-nous vos commentaires|Imprimer Imprimer cette page|Permalien
        Voir la vidéo
        La rédaction recommande
        Audios et vidéos pertinents
        Publicité
        """),
    "ru": _s("""
        Перейти к содержанию|Перейти к главному меню|К другим проектам DW
        30 января 2024 г.
        Фото:
        Смотрите также:
        Дата|Автор|Темы|Ключевые слова|Обратная связь: Пишите нам!|Напечатать Напечатать эту страницу|Постоянная ссылка
        Смотреть видео
        Контекст
        Аудио и видео по теме
        Реклама
        """),
    "uk": _s("""
        Перейти до змісту|Перейти до головного меню|Перейти до інших сторінок DW
        30 січня 2024 р.
        Фото:
        Читайте також:
        Дата|Автор|Теми|Ключові слова|Зворотній звʼязок: Надішліть відгук|Друк Надрукувати сторінку|Постійне посилання
        Дивитися відео
        DW рекомендує
        Аудіо та відео за темою
        Реклама
        """),
    "tr": _s("""
        İçeriğe atla|Ana menüye atla|Diğer DW sitelerine atla
        30 Ocak 2024
        Fotoğraf:
        Ayrıca okuyun:
        Tarih|Yazan|Konular|Anahtar kelimeler|Geri bildirim: Bize yazın|Yazdır Bu sayfayı yazdır|Kalıcı bağlantı
        Videoyu izle
        DW önerileri
        Konuyla ilgili ses ve video dosyaları
        Reklam
        """),
    "pl": _s("""
        Przejdź do treści|Przejdź do głównego menu|Przejdź do dalszych stron DW
        30 stycznia 2024
        Zdjęcie:
        Czytaj także:
        Data|Autor|Tematy|Słowa kluczowe|Komentarz: Napisz do nas|Drukuj Drukuj stronę|Link bezpośredni
        Obejrzyj wideo
        Redakcja poleca
        Audio i wideo na ten temat
        Reklama
        """),
    "el": _s("""
        Μετάβαση στο περιεχόμενο|Μετάβαση στο κύριο μενού|Μετάβαση σε περισσότερες ιστοσελίδες DW
        30 Ιανουαρίου 2024
        Εικόνα:
        Διαβάστε επίσης:
        Ημερομηνία|Συντάκτης/Συντάκτρια|Θέματα|Λέξεις-κλειδιά|Ανταπόκριση: Στείλτε μας την άποψή σας|Εκτύπωση Εκτύπωση σελίδας|Permalink
        Δείτε το βίντεο
        Η DW προτείνει
        Ήχος και βίντεο για το θέμα
        Διαφήμιση
        """),
    "ro": _s("""
        Salt la conținut|Salt la meniul principal|Salt la mai multe site-uri DW
        30 ianuarie 2024
        Imagine:
        Citiți și:
        Data|Autor|Teme|Cuvinte cheie|Feedback: Scrieți-ne|Tipărire Tipăriți pagina|Permalink
        Vezi video
        DW recomandă
        Audio și video pe această temă
        Publicitate
        """),
    "bg": _s("""
        Към съдържанието|Към главното меню|Към още страници на DW
        30 януари 2024
        Снимка:
        Прочетете още:
        Дата|Автор|Теми|Ключови думи|Обратна връзка: Пишете ни!|Отпечатване Отпечатване на страницата|Постоянен линк
        Гледай видео
        ДВ препоръчва
        Аудио и видео по темата
        Реклама
        """),
    "sr": _s("""
        Pređi na sadržaj|Pređi na glavni meni|Pređi na više DW sajtova
        30. januar 2024.
        Foto:
        Pročitajte još:
        Datum|Autor|Teme|Ključne reči|Odgovor: Pošaljite nam vaš komentar|Štampaj Štampaj stranicu|Permalink
        Pogledajte video
        DW preporučuje
        Audio i video na temu
        Oglas
        """),
    "sq": _s("""
        Kalo te përmbajtja|Kalo te menyja kryesore|Kalo te faqe të tjera të DW
        30 janar 2024
        Foto:
        Lexo edhe:
        Data|Autori|Tema|Fjalë kyçe|Reagimi: Na shkruani|Printo Printo faqen|Permalink
        Shiko videon
        DW rekomandon
        Audio dhe video për temën
        Reklamë
        """),
    "mk": _s("""
        Оди на содржината|Оди на главното мени|Оди на повеќе страници на DW
        30 јануари 2024
        Фотографија:
        Прочитајте:
        Датум|Автор|Теми|Клучни зборови|Повратна информација: Пишете ни|Печати Печати ја страницата|Permalink
        Погледнете го видеото
        ДВ препорачува
        Аудио и видео на темата
        Реклама
        """),
    "ar": _s("""
        انتقل إلى المحتوى|انتقل إلى القائمة|انتقل إلى المزيد من مواقع DW
        ٣٠ يناير ٢٠٢٤
        صورة من:
        اقرأ أيضا:
        تاريخ|الكاتب|مواضيع|كلمات مفتاحية|تعليقك على الموضوع: أرسل تعليقك|طباعة اطبع هذه الصفحة|الرابط
        مشاهدة الفيديو
        DW توصي
        ملفات صوتية وفيديو ذات صلة
        إعلان
        """),
    "fa": _s("""
        پرش به محتوا|پرش به منوی اصلی|پرش به دیگر صفحه‌های دویچه وله
        ۱۴۰۲ بهمن ۱۰, سه‌شنبه
        عکس:
        بیشتر بخوانید:
        تاریخ|نویسنده|موضوع‌ها|کلیدواژه‌ها|نظر شما: نظر خود را بنویسید|چاپ چاپ مطلب|لینک کوتاه
        تماشای ویدئو
        مطالب مرتبط
        فایل‌های صوتی و ویدیویی
        تبلیغات
        """),
    "ur": _s("""
        مواد پر جائیں|مینیو پر جائیں|ڈی ڈبلیو کی مزید سائٹس دیکھیں DW
        30 جنوری 2024
        تصویر:
        مزید پڑھیے:
        تاریخ|مصنف|موضوعات|کلیدی الفاظ|آپ کی رائے: ہمیں اپنی رائے بھیجیں|پرنٹ صفحہ پرنٹ کریں|پیرما لنک
        ویڈیو دیکھیے
        ڈی ڈبلیو تجویز کرتا ہے
        آڈیوز اور ویڈیوز
        اشتہار
        """),
    "hi": _s("""
        कॉन्टेंट पर जाएं|मेन्यू पर जाएं|डीडब्ल्यू की अन्य साइट देखें
        30 जनवरी 2024
        तस्वीर:
        यह भी पढ़ें:
        तारीख|लेखक|विषय|कीवर्ड|फीडबैक: हमें लिखें|प्रिंट यह पन्ना प्रिंट करें|पर्मालिंक
        वीडियो देखें
        डीडब्ल्यू की सिफारिश
        ऑडियो और वीडियो
        विज्ञापन
        """),
    "bn": _s("""
        কনটেন্টে যান|মেনুতে যান|ডিডাব্লিউর আরো সাইটে যান
        ৩০ জানুয়ারি ২০২৪
        ছবি:
        আরো পড়ুন:
        তারিখ|লেখক|বিষয়|কী ওয়ার্ড|প্রতিক্রিয়া: আমাদের লিখুন|প্রিন্ট পাতাটি প্রিন্ট করুন|পার্মালিংক
        ভিডিও দেখুন
        ডয়চে ভেলের পরামর্শ
        অডিও ও ভিডিও
        বিজ্ঞাপন
        """),
    "zh": _s("""
        跳转至内容|跳转至主菜单|跳转到更多DW网站
        2024年1月30日
        图像来源：
        延伸阅读：
        日期|作者|相关主题|关键词|反馈: 请给我们留言|打印 打印本页|固定链接
        观看视频
        德国之声推荐
        音频、视频
        广告
        """),
    "id": _s("""
        Lewati ke konten|Lewati ke menu utama|Lewati ke situs DW lainnya
        30 Januari 2024
        Foto:
        Baca juga:
        Tanggal|Penulis|Tema|Kata kunci|Umpan balik: Kirim komentar Anda|Cetak Cetak halaman ini|Permalink
        Tonton video
        DW merekomendasikan
        Audio dan video terkait
        Iklan
        """),
    "sw": _s("""
        Nenda kwenye maudhui|Nenda kwenye menyu kuu|Nenda kwenye tovuti nyingine za DW
        30 Januari 2024
        Picha:
        Soma zaidi:
        Tarehe|Mwandishi|Mada|Maneno muhimu|Maoni: Tuandikie maoni yako|Chapisha Chapisha ukurasa huu|Kiungo
        Tazama vidio
        DW inapendekeza
        Sauti na vidio kuhusu mada
        Matangazo
        """),
    "ha": _s("""
        Tsallaka zuwa babban bayani|Tsallaka zuwa babban menu|Tsallaka zuwa karin shafukan DW
        30 Janairu 2024
        Hoto:
        Karin bayani:
        Kwanan wata|Mawallafi|Batutuwa|Muhimman kalmomi|Ra'ayi: Aiko mana da ra'ayinka|Buga Buga wannan shafi|Permalink
        Kalli bidiyo
        DW ta ba da shawara
        Sauti da bidiyo
        Talla
        """),
    "am": _s("""
        ወደ ይዘቱ ይለፉ|ወደ ዋናው ማውጫ ይለፉ|ወደ ሌሎች የDW ገጾች ይለፉ
        ማክሰኞ፣ ጥር 21 2016
        ምስል፦
        ተጨማሪ ያንብቡ፦
        ቀን|ዘጋቢ|ርዕሶች|ቁልፍ ቃላት|አስተያየት፦ አስተያየትዎን ይላኩልን|አትም ይህን ገጽ ያትሙ|ቋሚ ማገናኛ
        ቪዲዮ ይመልከቱ
        DW ይመክራል
        ድምፅ እና ቪዲዮ
        ማስታወቂያ
        """),
}

#: Labels of no language at all: what position and shape alone must do. Latin, Cyrillic, Arabic, Devanagari, Chinese.
UNKNOWN: dict[str, Signs] = {
    "en": _s("""
        Hopla al enhavo|Hopla al menuo|Hopla al pli da DW
        January 30, 2024
        Bildeto:
        Legu plu:
        Tago|Verkis|Pri temoj|Ŝlosilaj vortoj|Reeĥo: Skribu al ni.|Presu Presu tiun paĝon|Fiksa ligo
        Rigardu filmon
        DW proponas
        Sonoj kaj filmoj
        Reklamo
        """),
    "bg": _s("""
        Хопла ал енхаво|Хопла ал менуо|Хопла ал пли да DW
        30 януари 2024
        Билдето:
        Легу плу:
        Таго|Веркис|При темой|Шлосилай вортой|Реехо: Скрибу ал ни.|Пресу Пресу тиун|Фикса лиго
        Ригарду филмон
        DW пропонас
        Соной кай филмой
        Рекламо
        """),
    "ar": _s("""
        هوپلا ال ينهاڤو|هوپلا ال مينوو|هوپلا ال پلي دا DW
        ٣٠ يناير ٢٠٢٤
        بيلديتو:
        ليغو پلو:
        تاغو|ڤيركيس|تيموي|شلوسيلاي|رييهو: سكريبو|پريسو پريسو|فيكسا
        ريغاردو فيلمون
        DW پروپوناس
        سونوي كاي فيلموي
        ريكلامو
        """),
    "hi": _s("""
        होप्ला एनहावो|होप्ला मेनुओ|होप्ला प्ली DW
        30 जनवरी 2024
        बिल्देतो:
        लेगु प्लु:
        तागो|वेर्किस|तेमोइ|श्लोसिलाइ|रेएहो: स्क्रिबु|प्रेसु प्रेसु|फिक्सा
        रिगार्दु फिल्मोन
        DW प्रोपोनास
        सोनोइ फिल्मोइ
        रेक्लामो
        """),
    "zh": _s("""
        甲乙丙内容|甲乙丙菜单|甲乙丙DW
        2024年1月30日
        甲乙丙：
        丙丁戊：
        戊己|庚辛|壬癸|子丑|寅卯: 辰巳|午未 申酉|戌亥
        天地玄黄
        宇宙洪荒DW
        日月盈昃
        辰宿列张
        """),
}
