"""Words that may mean an emergency or a side effect. Pure; a mark, never a verdict.

A mark only raises an enquiry to the top and shows the family where to get help at once.
A missed word costs nothing that was promised, a wrong mark costs a second look.
"""

import re

# Stems, so that inflected forms are found; whole words where a stem says too much.
STEMS = {
    "en": (
        r"emergenc|ambulance|suicid|kill (?:my|him|her)self|end my life|overdos|"
        r"can ?not breathe|can'?t breathe|short(?:ness)? of breath|chest pain|"
        r"unconscious|collaps|seizure|convulsi|bleeding heavily|severe bleeding|"
        r"anaphyla|allergic reaction|side effects?|adverse (?:event|reaction)|"
        r"life[- ]threatening|intensive care|high fever|stroke"
    ),
    "zh": (
        "急救|救护车|急诊|自杀|轻生|不想活|喘不过气|呼吸困难|胸痛|昏迷|晕倒|抽搐|"
        "大出血|过敏性休克|过敏反应|副作用|不良反应|危及生命|重症监护|高烧|中风|"
        "急救|救護車|急診|自殺|呼吸困難|過敏"
    ),
    "de": (
        r"notfall|notarzt|krankenwagen|suizid|selbstmord|umbringen|überdosis|"
        r"keine luft|atemnot|brustschmerz|bewusstlos|krampfanfall|starke blutung|"
        r"allergische reaktion|nebenwirkung|lebensgefahr|intensivstation|schlaganfall"
    ),
    "es": (
        r"urgencia|emergencia|ambulancia|suicid|no puedo respirar|dolor en el pecho|"
        r"inconsciente|convulsi|hemorragia|reacción alérgica|efecto secundario|"
        r"efectos secundarios|cuidados intensivos"
    ),
    "fr": (
        r"urgence|ambulance|suicid|du mal à respirer|douleur (?:à|dans) la poitrine|"
        r"inconscient|convulsion|hémorragie|réaction allergique|"
        r"effets? (?:secondaire|indésirable)|réanimation"
    ),
}
PATTERN = re.compile("|".join(f"(?:{words})" for words in STEMS.values()), re.I)


def sounds_urgent(text: str) -> bool:
    """Whether a message holds words that a person should look at first."""
    return bool(PATTERN.search(" ".join(text.split())))
