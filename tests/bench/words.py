"""What the titles of a synthetic document are made of: openings and subjects in several scripts."""

from __future__ import annotations

LATIN = (
    (
        "Foreign minister repeats",
        "Spokesman denies reports on",
        "Government welcomes",
        "Delegation leaves over",
        "Joint statement on",
        "Parliament votes on",
        "President hints at a compromise on",
        "Envoy hands over a note on",
        "Talks in Geneva end without agreement on",
        "Ankara'da açıklama:",
        "Le ministre rejette une proposition sur",
        "Außenminister begrüßt",
        "El gobierno exige",
        "Premiér odmítá návrh o",
        "In an interview with state television the deputy foreign minister sets out three conditions for",
    ),
    (
        "withdrawal",
        "the ceasefire",
        "the return of refugees",
        "water rights",
        "grain shipments through the straits",
        "recognition",
        "the prisoner exchange",
        "sanctions",
        "a corridor for aid",
        "the border crossing at Bab al-Hawa",
        "enlargement",
        "a new constitution, elections within eighteen months and the presence of foreign forces",
        "l'intégrité territoriale",
        "die Verhandlungen",
        "göçmenlerin dönüşü",
    ),
)
ARABIC = (
    ("أعلن وزير الخارجية", "نفى المتحدث باسم الحكومة", "رحّبت الوزارة بـ", "بيان مشترك بشأن", "طالب الوفد بـ"),
    ("الانسحاب", "وقف إطلاق النار في الشمال", "عودة اللاجئين", "العقوبات", "الحوار الوطني ومستقبل الدستور"),
)
CYRILLIC = (
    (
        "Министр иностранных дел заявил:",
        "МИД опровергает сообщения:",
        "Совместное заявление:",
        "Посол вызван:",
    ),
    ("вывод войск", "перемирие", "поставки зерна", "обмен пленными", "переговоры о статусе территорий"),
)
GREEK = (
    ("Ο υπουργός δηλώνει:", "Η κυβέρνηση απορρίπτει:", "Κοινή ανακοίνωση:"),
    ("οι κυρώσεις", "η ανακωχή", "τα θαλάσσια σύνορα", "η επιστροφή των προσφύγων"),
)
HEBREW = (
    ("שר החוץ הודיע:", "הדובר הכחיש:", "הצהרה משותפת:"),
    ("הפסקת האש", "הנסיגה", "חילופי השבויים", "השיחות על הגבול הימי"),
)
CHINESE = (
    ("外交部发言人就", "两国外长就", "常驻代表就"),
    ("停火问题答记者问", "制裁问题发表声明", "边界谈判举行会谈", "粮食运输和人道主义走廊问题阐明立场"),
)

SCRIPTS = (LATIN, ARABIC, CYRILLIC, GREEK, HEBREW, CHINESE)
SHARES = (70, 12, 8, 4, 3, 3)
"""Parts in a hundred of the titles."""

TAILS = ("", "", "", " (no. {})", ", according to paragraph {} of the statement")
"""What may follow, with the number of the entry."""
