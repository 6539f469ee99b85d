"""Suggests which strategy a habit goes under, by simple words in what it is called."""

import re

LOOK_AFTER_YOURSELF = 6

# The first strategy with a word in the name is taken: a hug to say thank you is gratitude before it is touch.
WORDS: dict[int, str] = {
    5: """
        therapy, therapist, counselling, counseling, counsellor, counselor, psychologist,
        therapie, therapeut, therapeutin, paartherapie, paarberatung, eheberatung,
        terapia, terapeuta, psicólogo, psicóloga, thérapie, thérapeute, psychologue
    """,
    9: """
        thank, thanks, thankful, grateful, gratitude, appreciate, appreciation, compliment, praise,
        dank, danke, danken, dankbar, dankbarkeit, kompliment, loben,
        gracias, gratitud, agradecer, agradecimiento, merci, remercier
    """,
    8: """
        hug, hugs, hugging, kiss, kisses, kissing, cuddle, cuddling, snuggle, massage, hold hands, intimacy, sex,
        umarmen, umarmung, küssen, kuss, kuscheln, händchen halten,
        abrazo, abrazar, beso, besar, caricia, masaje, câlin, bisou, embrasser, caresse
    """,
    10: """
        check in, checkin, good night, how are we,
        gute nacht, wie geht es uns, buenas noches, bonne nuit
    """,
    4: """
        listen, listening, empathy, empathise, empathize,
        zuhören, empathie, mitgefühl, escuchar, empatía, écouter
    """,
    2: """
        talk, talking, conversation, communicate, communication,
        reden, sprechen, gespräch, hablar, conversar, conversación, parler, discuter
    """,
    3: """
        together, date, date night, partner, wife, husband, girlfriend, boyfriend,
        zusammen, gemeinsam, partnerin, ehefrau, ehemann, paarzeit,
        juntos, juntas, pareja, cita, ensemble, couple
    """,
    7: """
        patience, patient, calm, breathe, breath, breaths,
        geduld, geduldig, durchatmen, paciencia, calma, respirar, respirer
    """,
    1: """
        reflect, reflection, journal, journaling, journalling, diary,
        tagebuch, nachdenken, diario, reflexión, réflexion
    """,
}
PHRASES = {number: [each.strip() for each in words.split(",")] for number, words in WORDS.items()}


def strategy_for(name: str, question: str, otherwise: int = LOOK_AFTER_YOURSELF) -> int:
    """The number of a strategy that may suit a habit, by its name, else by its question.

    Where neither says anything, the habit is one to look after oneself, or what ``otherwise`` says.

    >>> strategy_for("Say thanks", ""), strategy_for("Evening", "Did we talk?"), strategy_for("Run", "")
    (9, 2, 6)
    """
    for text in (name, question):
        words = " ".join(re.findall(r"\w+", text.casefold()))
        for number, phrases in PHRASES.items():
            if any(f" {phrase} " in f" {words} " for phrase in phrases):
                return number
    return otherwise
