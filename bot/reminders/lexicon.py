"""The words of time in English and French, folded (lower case, no accents), by what they mean."""

from __future__ import annotations

from bot.reminders.phrases import bag

NUMBERS = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty",
    "fr": "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
}


TENS = {
    "en": {"thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "ninety": 90},
    "fr": {"une": 1, "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60},
}


ORDINALS = {
    "en": "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth",
    "fr": "premier deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme",
}


MORE_ORDINALS = {
    "en": {"thirtieth": 30, "last": -1},
    "fr": {
        "premiere": 1,
        "premiers": 1,
        "premieres": 1,
        "second": 2,
        "seconde": 2,
        "dernier": -1,
        "derniere": -1,
        "derniers": -1,
        "deuxiemes": 2,
        "seconds": 2,
        "troisiemes": 3,
        "quatriemes": 4,
    },
}


WEEKDAYS = {
    "en": "monday tuesday wednesday thursday friday saturday sunday",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
}


# Short names: the bare ones need company; a French "mar" before a number is more often a Tuesday's than a month's.
SHORT_WEEKDAYS = {
    "en": "mon tue,tues,tus,tuesd wed,weds,wedn,wednes thu,thur,thurs,thursd fri sat,satur sun",
    "fr": "lun mar mer,merc,mercr jeu,jeud ven,vend,vendr sam,samd dim,dimn",
}


# Days of a timetable in one word.
DAY_CODES = {
    "mwf": (0, 2, 4), "tth": (1, 3), "tuth": (1, 3), "tuthu": (1, 3), "tthu": (1, 3), "mtwtf": (0, 1, 2, 3, 4),
    "mtwthf": (0, 1, 2, 3, 4), "mtwrf": (0, 1, 2, 3, 4), "monwedfri": (0, 2, 4), "tuethu": (1, 3), "satsun": (5, 6),
    "lmv": (0, 2, 4), "lmmjv": (0, 1, 2, 3, 4),
}  # fmt: skip


MONTHS = {
    "en": "january,jan february,feb,febr march,mar april,apr may june,jun july,jul august,aug september,sept,sep october,oct "
    "november,nov december,dec",
    "fr": "janvier,janv,jan fevrier,fevr,fev mars avril,avr mai juin juillet,juil,juill aout,aou septembre,sept octobre,oct "
    "novembre,nov decembre,dec",
}


UNITS = {
    "en": {
        "minute": "minute minutes min mins mn minuts",
        "hour": "hour hours hr hrs h",
        "day": "day days d",
        "week": "week weeks wk wks w",
        "fortnight": "fortnight fortnights",
        "month": "month months mth mths mo mos",
        "quarter": "quarter quarters",
        "year": "year years yr yrs",
        "workday": "weekday weekdays workday workdays",
        "weekend": "weekend weekends wkend",
        "second": "secs sec seconds",
    },
    "fr": {
        "minute": "minute minutes min mins mn",
        "hour": "heure heures h hr hrs",
        "day": "jour jours journee j jrs",
        "week": "semaine semaines sem sems",
        "month": "mois",
        "quarter": "trimestre trimestres",
        "semester": "semestre semestres",
        "year": "an ans annee annees",
        "weekend": "weekend weekends",
        "second": "secondes sec",
    },
}


PARTS = {
    "en": {
        "morning": "morning mornings morn mrng mrning morng mng",
        "noon": "noon midday lunchtime",
        "afternoon": "afternoon afternoons aftnoon arvo",
        "evening": "evening evenings eve evng eveng",
        "night": "night nights nite",
        "tonight": "tonight tonite 2nite tnight",
        "midnight": "midnight",
    },
    "fr": {
        "morning": "matin matins matinee mat",
        "noon": "midi",
        "afternoon": "aprem aprems",
        "evening": "soir soirs soiree",
        "night": "nuit nuits",
        "midnight": "minuit",
    },
}


DAYS = {
    "en": {
        "today": "today 2day tdy",
        "tomorrow": "tomorrow tmrw tmr tmw tmrrw tomorro 2moro 2morrow 2mrw 2morro 2mro tomo tomm tmro tmrow tommorow",
        "yesterday": "yesterday",
        "overmorrow": "overmorrow dayaftertomorrow",
    },
    "fr": {
        "today": "aujourdhui ajd auj aujourdui",
        "tomorrow": "demain dem1 2main dmain",
        "yesterday": "hier",
        "overmorrow": "apresdemain surlendemain",
    },
}


EVERY = {"en": "every each evry evey ervery evrey", "fr": "chaque chq chak chaques"}


OFTEN = {
    "en": {
        "day": "daily everyday",
        "night": "nightly",
        "week": "weekly",
        "fortnight": "fortnightly",
        "month": "monthly",
        "quarter": "quarterly",
        "year": "yearly annually",
        "hour": "hourly",
    },
    "fr": {
        "day": "quotidiennement quotidien",
        "week": "hebdomadairement hebdomadaire hebdo",
        "month": "mensuellement mensuel",
        "year": "annuellement",
    },
}


# Words of time in one language that are something else in the other: never taken from there.
OWN = {
    "en": bag("mon sun sat wed may march mar eve first second last each d w mo min one six ten fri night"),
    "fr": bag(
        "mer jeu ven sam dim lun mar sept mars six dix onze mai un une an ans j sem second seconde dernier premier "
        "minute minutes"
    ),
}


# Abbreviations and slips that the tables already name: nothing is repaired to these.
ROUGH = bag(
    "minuts mins secs sems mths morn nite eve wkend tnight tonite aprem aprems evey ervery evrey evry chak "
    "chaques tomo tomorro tommorow tomm tmro tmrow mrng mrning morng evng eveng aftnoon arvo dmain tmrrw aujourdui fevr febr "
    "wedn wednes tuesd thursd satur merc mercr jeud vendr samd dimn janv juil sept vend tues thur thurs weds hier auj"
)

# Words without a meaning of their own that lead to one; they are repaired too.
LINKING = {
    "en": bag("until starting before except working business beginning following oclock"),
    "fr": bag(
        "prochain prochaine avant apres ouvrables ouvrable veille lendemain pendant toutes suivant chaque compter"
    ),
}


# What thumbs make of words, by what they stand for. The words are read so; the text of the reminder keeps them as typed.
SLANG = {
    "en": {
        "hlf": "half", "haf": "half", "qtr": "quarter", "qrtr": "quarter", "quater": "quarter", "nxt": "next", "nex": "next",
        "b4": "before", "bfore": "before", "befor": "before", "bef": "before", "frm": "from", "evy": "every", "evr": "every",
        "strtng": "starting", "untl": "until", "untill": "until", "aftr": "after", "aft": "after", "noonish": "noon", "mnth": "month",
        "wk": "week", "wks": "weeks", "wknd": "weekend", "mth": "month", "mths": "months", "yr": "year", "yrs": "years",
        "mnths": "months", "minz": "minutes", "tomoz": "tomorrow", "tomz": "tomorrow", "2mrow": "tomorrow",
        "2morow": "tomorrow", "2mrrw": "tomorrow", "2mrrow": "tomorrow", "2morw": "tomorrow",
        "tmoro": "tomorrow", "tmorrow": "tomorrow", "tonyt": "tonight", "2nyt": "tonight", "2night": "tonight", "nyt": "night",
        "wkdays": "weekdays", "wkday": "weekday", "wkends": "weekends", "wkly": "weekly", "mthly": "monthly", "mnthly": "monthly",
        "fortnite": "fortnight", "dly": "daily", "ev": "every", "alt": "alternate", "altern": "alternate", "evryday": "everyday",
    },
    "fr": {
        "ts": "tous", "tt": "tout", "ttes": "toutes", "tte": "toute", "tts": "toutes", "chq": "chaque",
        "dem": "demain", "dmn": "demain", "2m1": "demain", "proch": "prochain", "prch": "prochain", "prochn": "prochain",
        "pdt": "pendant", "pdnt": "pendant", "av": "avant", "avt": "avant", "apr": "apres", "aprs": "apres", "ds": "dans",
        "jsq": "jusque", "jusk": "jusque", "juska": "jusque", "jsk": "jusque", "smaine": "semaine",
        "sem": "semaine", "sems": "semaines", "sme": "semaine",
        "aprm": "aprem", "apm": "aprem", "dernr": "dernier",
        "qlq": "quelques", "qlqs": "quelques", "qques": "quelques", "we": "weekend",
    },
}  # fmt: skip
