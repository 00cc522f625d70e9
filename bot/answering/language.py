"""Which language a message is in: English, French or another. Small words decide; a few function words of each are enough for a
sentence."""

from __future__ import annotations

import unicodedata

from bot.answering.words import word_set, words

_ENGLISH = word_set(
    "the a an is are was were be been am i my me we our you your he she it they them their this that these those "
    "what which who whom how when where why do does did can could should would will must may have has had not no "
    "and or but if for from with without to of in on at by about after before there get need want any many much "
    "long cost pay still also than then as so"
)
_FRENCH = word_set(
    "le la les un une des du de je j mon ma mes me nous notre nos vous votre vos il elle ils elles ce cet cette "
    "ces que quel quelle quels quelles qui quoi comment quand ou pourquoi est sont suis etes etait etre ai as "
    "avons avez ont avoir fait faire faut peut peux dois doit puis pas ne n et mais si pour avec sans dans sur "
    "chez par au aux en y plus apres avant combien l d c s qu jai cest quest esk koi pk svp bjr bonjour merci "
    "salut combien faudrait pourrais voudrais frais cout lettres examen medecin medecins residence jumelage "
    "diplome diplomes"
)
_OTHER = word_set(
    "el los las una por para como cuanto cuantos cuanta donde cual cuando puedo necesito hay soy tengo del con "
    "muy esta esto o os um uma nao sim quanto quantos onde quando qual posso preciso sou tenho dos das pelo pela "
    "voce il gli che sono come quanto dove posso ich ist der die das und wie wann wo nicht ein eine kann muss bir "
    "icin nasil ne kadar nerede mi mu ve bu var yok olarak hangi kac gerekli saya apa bagaimana"
)


def guess(text: str, known: frozenset[str] = frozenset()) -> str:
    """`en`, `fr` or `other`. `known` are words of the knowledge base itself: they speak for English where nothing else does."""
    letters = [mark for mark in text if mark.isalpha()]
    if not letters:
        return "en"
    foreign = sum(not unicodedata.name(mark, "").startswith("LATIN") for mark in letters)
    if foreign * 3 > len(letters):
        return "other"
    found = words(text)
    english = sum(word in _ENGLISH for word in found) + 0.35 * sum(
        word in known and word not in _FRENCH for word in found
    )
    french = sum(word in _FRENCH for word in found) + 0.5 * sum(mark in "éèêàçùôîâœ" for mark in text.lower())
    other = sum(word in _OTHER for word in found) + sum(mark in "ñ¿¡ãõışğß" for mark in text.lower())
    if other > max(english, french):
        return "other"
    return "fr" if french > english else "en"
