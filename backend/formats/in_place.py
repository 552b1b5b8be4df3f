"""Choices that refer to others by place or letter, such as `All of the above`."""

import re

PHRASES = {
    "en": (
        "all|none|any|both|neither|either",
        "above|these|those|them|choices|answers|options",
    ),
    "de": (
        "alle|alles|keine|keines|keiner|beide|weder|nichts",
        "oben|obige[nrs]?|genannte[nrs]?|davon|vorherigen|antworten|aussagen|antwortmöglichkeiten",
    ),
    "es": (
        "todas|todos|ninguna|ninguno|ambas|ambos",
        "anteriores|respuestas|opciones|ellas|ellos",
    ),
    "fr": (
        "toutes|tous|aucune|aucun|les deux",
        "réponses?|ci-dessus|précédente?s|propositions?|choix|entre elles",
    ),
    "it": (
        "tutte|tutti|nessuna|nessuno|entrambe|entrambi",
        "precedenti|risposte|queste|questi|opzioni",
    ),
    "nl": ("alle|al|geen|beide", "bovenstaande|bovengenoemde|deze|antwoorden|opties"),
    "pt": (
        "todas|todos|nenhuma|nenhum|ambas|ambos",
        "anteriores|acima|respostas|alternativas|opções",
    ),
}
"""By language: how such a choice begins, and the words of which it has one after that."""
BEFORE_LETTERS = (
    "both|neither|either|only|nur|weder|sowohl|entweder|solo|sólo|tanto|seulement|uniquement|sia|né|ni"
    "|alleen|zowel|noch|apenas|somente|nem|les deux"
)
BETWEEN_LETTERS = (
    "and|or|nor|&|und|oder|noch|als auch|et|ou|ni|y|o|e|né|che|en|of|als|nem|como|sowie"
)

ARE = "sind|ist|stimmen|son|es|sont|est|n['’]est|sono|è|zijn|estão|são|está"
"""What may follow those words: `Todas las respuestas son correctas`."""

_phrases = "|".join(rf"(?:{begin})\b.{{0,60}}\b(?:{word})" for begin, word in PHRASES.values())
_letter = r"\(?[A-I]\)?"
IN_PLACE = re.compile(
    rf"(?:{_phrases})(?:\s+(?:{ARE})\b.{{0,40}})?\W*"
    rf"|(?:(?:{BEFORE_LETTERS})\s+)?{_letter}"
    rf"(?:(?:\s*,\s*|\s+)(?:(?:{BETWEEN_LETTERS})\s+)?{_letter})+(?:\s+only)?\W*",
    re.IGNORECASE,
)
