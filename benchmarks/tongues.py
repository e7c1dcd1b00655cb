"""What the made-up articles are made of: names, words and sentences in four scripts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final


@dataclass(frozen=True, slots=True, eq=False)
class Tongue:
    """A language: pieces of names and words, and patterns of what is said.

    ``claim`` is filled with body, town, deed and number; ``quote`` with these, the speaker and words.
    """

    language: str
    given: tuple[str, ...]
    starts: tuple[str, ...]
    middles: tuple[str, ...]
    ends: tuple[str, ...]
    space: str
    towns: tuple[str, ...]
    bodies: tuple[str, ...]
    deeds: tuple[str, ...]
    claim: str
    quote: str
    filler: str

    def name(self, number: int) -> str:
        """Return the name of an actor; different numbers below 70,000 have different names."""
        number, given = divmod(number, len(self.given))
        number, end = divmod(number, len(self.ends))
        start, middle = divmod(number, len(self.middles))
        family = f"{self.ends[end]}{self.middles[middle]}{self.starts[start]}".capitalize()
        return f"{self.given[given]}{self.space}{family}"

    def word(self, number: int) -> str:
        """Return a word that nobody has said before; different numbers have different words."""
        number, start = divmod(number, len(self.starts))
        more, middle = divmod(number, len(self.middles))
        end = self.ends[more % len(self.ends)]
        more //= len(self.ends)
        return f"{self.starts[start]}{self.middles[middle]}{end}{self.word(more - 1) if more else ''}"


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


ENGLISH: Final = Tongue(
    "en",
    _words(
        "Leila Tom Amina Jorge Ines Pavel Zoë Björn Chidi Marta Olu Siân Noor Ravi Élise Duc Ana Ben Cleo Dov"
    ),
    _words("ba do ke li mo nu pa ro sa te vi wo za gre sto bru cle dri fla pri"),
    _words("ran dol mek lin vor sul tan bir gos nev pel kam hos jur fid wen"),
    _words("ad er ov is um en ak ot il ane ero ity"),
    " ",
    _words("Almaty Bergen Córdoba Dakar Évora Żywiec Kraków Malmö Nairobi Oslo Porto Quito Riga Sofia"),
    ("council", "ministry", "regional court", "teachers' union", "national assembly"),
    (
        "closed the old bridge",
        "voted to rebuild the harbour",
        "hired two hundred engineers",
        "sold the tram depot at a loss",
        "denied any part in the talks",
        "will raise the price of water",
        "lost the records of the election",
    ),
    "The {body} of {town} {deed} under order {number}.",
    "{speaker} told reporters that the {body} of {town} {deed} under order {number}, {words}",
    "Nobody at the {town} office would say on the record how the {word} had been paid for that season.",
)

RUSSIAN: Final = Tongue(
    "ru",
    _words(
        "Анна Борис Вера Глеб Дарья Егор Жанна Захар Ирина Кирилл "
        "Лидия Марат Нина Олег Павел Раиса Семён Тамара Ульяна Фёдор"
    ),
    _words("ба до ке ли мо ну па ро са те ви во за гре сто бру кле дри фла при"),
    _words("ран дол мек лин вор сул тан бир гос нев пел кам хос жур фид вен"),
    _words("ад ер ов ис ум ен ак от ил ане еро ель"),
    " ",
    ("Омск", "Пермь", "Тверь", "Псков", "Казань", "Алматы", "Бишкек", "Минск"),
    ("совет", "комитет", "суд", "союз учителей"),
    (
        "закрыл старый мост",
        "решил перестроить порт",
        "нанял двести инженеров",
        "продал трамвайное депо",
        "потерял протоколы выборов",
    ),
    "По приказу {number} {body} города {town} {deed}.",
    "{speaker} сообщила журналистам, что по приказу {number} {body} города {town} {deed}, {words}",
    "В городе {town} никто не смог объяснить, кто в том году заплатил за {word} и почему.",
)

ARABIC: Final = Tongue(
    "ar",
    _words("أحمد ليلى سامي نور خالد هدى يوسف مريم عمر رنا فادي سلمى طارق دينا زياد منى كريم سعاد نبيل هالة"),
    _words("با دو كي لي مو نو پا رو سا تي في وا زا جر ست بر كل در فل قر"),
    _words("ران دول مكن لين فور سول تان بير جوس نيف بيل كام هوس جور فيد وين"),
    _words("اد ير وف يس وم ين اك وت يل اني يرو ات"),
    " ",
    ("بيروت", "دمشق", "عمان", "الرباط", "تونس", "الخرطوم"),
    ("مجلس", "محكمة", "نقابة", "لجنة"),
    ("أغلق الجسر القديم", "قرر بناء الميناء", "باع محطة الترام", "فقد سجلات الانتخابات"),
    "بموجب القرار {number} {body} مدينة {town} {deed}.",
    "قال {speaker} للصحفيين إن {body} مدينة {town} {deed} بموجب القرار {number}، {words}",
    "لم يقل أحد في مدينة {town} من دفع ثمن {word} في ذلك الموسم.",
)

CHINESE: Final = Tongue(
    "zh",
    _words("王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗"),
    _words("建 国 明 华 文 志 海 春 秀 玉 金 德 永 新 世 天 光 成 安 平"),
    _words("山 水 风 云 石 木 花 月 星 雨 雪 江 河 湖 田 竹"),
    _words("东 西 南 北 中 上 下 左 右 前 后 内"),
    "",
    ("上海", "成都", "武汉", "广州", "西安", "昆明"),
    ("市议会", "法院", "教师工会", "委员会"),
    ("关闭了旧桥", "决定重建港口", "出售了电车库", "丢失了选举记录", "聘请了两百名工程师"),
    "根据第{number}号令,{town}{body}{deed}。",
    "{speaker}对记者表示,{town}{body}根据第{number}号令{deed},涉及{words}",
    "{town}没有人说明那一年是谁支付了{word}的费用,也没有人愿意公开作证。",
)

TONGUES: Final = (ENGLISH,) * 11 + (RUSSIAN,) * 2 + (ARABIC,) * 2 + (CHINESE,)
"""By how often they are used."""

ACTORS: Final = 63_000
WORDS: Final = 20_000
OUTLETS: Final = 50
TOPICS: Final = 40
_AREAS: Final = ("Councils", "Courts", "Elections", "Harbours", "Prices", "Schools", "Talks", "Water")
_MATTERS: Final = ("Costs", "Origins", "Promises", "Records", "Votes")


@cache
def actor(rank: int) -> str:
    """Return the actor that is drawn as the rank-th."""
    return TONGUES[rank * 5 % len(TONGUES)].name(rank)


@cache
def word(tongue: Tongue, rank: int) -> str:
    """Return a language's rank-th word."""
    return tongue.word(rank)


@cache
def outlet(rank: int) -> str:
    """Return the outlet that is drawn as the rank-th."""
    return f"{ENGLISH.towns[rank % len(ENGLISH.towns)]} {('Courier', 'Post', 'Herald', 'Echo')[rank // 14]}"


@cache
def topic(rank: int) -> str:
    """Return the path of the topic that is drawn as the rank-th."""
    return f"{_AREAS[rank % len(_AREAS)]} > {_MATTERS[rank // len(_AREAS) % len(_MATTERS)]}"
