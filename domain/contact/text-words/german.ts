import { type TextWords, words } from './text-words.js';

const texts =
  '(?:sms|nachrichten|nachricht|textnachrichten|kurznachrichten|mitteilungen|messages|texte|meldungen|benachrichtigungen)';
const writes = '(?:schreib|schreibt|schreibe|schreiben sie|texten sie|simsen sie|texte|textet)';
const please = '(?:bitte |doch |endlich |ab sofort |jetzt )*';

/** What else is to be stopped. */
const others =
  '(?:kuriere?|fahrer|boten?|bestellung|bestellungen|lieferung|lieferungen|pakete?s?|sendung|auftrag|zahlung|abbuchung|abbuchungen|erstattung|lastschrift|rechnung|rechnungen|abo|vertrag|versand|abholung|retoure|spedition|techniker|monteur|lieferdienst)';

/** What people text in German, with umlauts and without. */
export const german: TextWords = {
  polite: [
    ...['bitte', 'danke', 'vielen dank', 'hallo', 'guten tag', 'sofort', 'jetzt', 'endlich', 'ab sofort', 'umgehend'],
    ...['mal', 'doch', 'mfg', 'gruss', 'mit freundlichen grussen', 'freundliche grusse', 'moin', 'servus', 'einfach'],
  ],
  ends: [
    ...[
      'stopp',
      'abmelden',
      'abmeldung',
      'abbestellen',
      'austragen',
      'aufhoren',
      'hor auf',
      'hort auf',
      'horen sie auf',
    ],
    ...['ich mochte mich abmelden', 'ich will mich abmelden', 'melden sie mich ab', 'meldet mich ab', 'mich abmelden'],
    ...[
      'tragen sie mich aus',
      'keine weiteren',
      'nicht mehr schreiben',
      'nicht mehr kontaktieren',
      'nicht mehr texten',
    ],
    ...[
      'keine sms',
      'kein sms',
      'keine nachrichten',
      'keine nachricht',
      'stoppen',
      'abmelden von sms',
      'ich melde mich ab',
      'loschen sie mich',
      'kein kontakt mehr',
    ],
  ],
  mayEnd: [
    ...[
      'schluss',
      'schluss damit',
      'es reicht',
      'mir reicht es',
      'mir reichts',
      'genug',
      'genug jetzt',
      'falsche nummer',
    ],
    ...[
      'lassen sie das',
      'lasst das',
      'hau ab',
      'haut ab',
      'verpiss dich',
      'sie haben die falsche nummer',
      'jetzt reicht es',
    ],
    ...[
      'hor auf damit',
      'hort auf damit',
      'horen sie auf damit',
      'hor damit auf',
      'hort damit auf',
      'horen sie damit auf',
    ],
    ...['ich will das nicht mehr', 'ich mochte das nicht mehr', 'kein interesse', 'kein interesse mehr', 'nein stopp'],
    ...['keine updates', 'keine updates mehr', 'keine erinnerungen mehr', 'das muss aufhoren', 'nicht storen'],
    ...['nur per mail', 'nur per email', 'nur noch per mail', 'nur noch per email', 'nicht per sms'],
  ],
  ending: words(
    `(?:bitte keine?|keine? (?:weiteren?|mehr)) ${texts}`,
    `keine? (?:weiteren? )?${texts}(?: von ihnen| von euch)?(?: mehr)`,
    `(?:mochte|will|wunsche) (?:bitte )?keine? (?:weiteren? )?${texts}`,
    `(?:stoppen sie|stoppt|stopp|stop|beenden sie|beendet|unterlassen sie|einstellen)(?: bitte)?(?: die| diese| mit| mit den| alle| ihre)* ${texts}`,
    `${writes} (?:mir|uns|mich) ${please}(?:nicht|nie|nichts) ?(?:mehr|wieder)?$`,
    `^(?:bitte )?(?:mir )?(?:bitte )?(?:nicht|nie|nichts) (?:mehr|wieder) (?:schreiben|anschreiben|texten|simsen|kontaktieren|melden|schicken)`,
    `(?:kontaktieren|kontaktiert|kontaktiere|belastigen|belastigt|behelligen)(?: sie)? (?:mich|uns) ${please}(?:nicht|nie|nicht mehr|nie wieder)`,
    `(?:schicken|schickt|schick|senden|sendet|sende)(?: sie)? (?:mir|uns) ${please}(?:nichts mehr|keine? (?:weiteren? )?${texts})`,
    `(?:hor|horen sie|hort) ${please}auf (?:mir|mich|uns|mit)(?! dem paket| (?:\\w+ )?anzurufen)`,
    `(?:lass|lasst|lassen sie) (?:mich|uns) ${please}in (?:ruhe|frieden)`,
    '(?:losch|loschen sie|loscht|streichen sie|entfernen sie|nehmen sie|nehmt) (?:bitte )?(?:mich|meine (?:handy|telefon|mobil)?nummer|diese nummer)',
    `${texts} (?:abbestellen|abmelden|abstellen|einstellen|stoppen)`,
    '(?:widerrufe|widerruf|ziehe)…(?: einwilligung| zustimmung)',
    '(?:mochte|will)(?: ich)?(?: bitte)? (?:nicht|nie) (?:mehr|wieder)(?: von ihnen| per sms)? (?:kontaktiert|angeschrieben|belastigt|benachrichtigt)',
    'mich (?:bitte )?(?:vom|aus dem|von der|aus der) (?:verteiler|liste|sms verteiler)',
  ),
  mayBeEnding: words(
    '(?:haben|hast|habt)…(?: falsche nummer)',
    'bitte (?:stopp|stoppen|stop|aufhoren)',
    '(?:konnen|konnten|konnt|konntet|kannst|konntest|wurden|mogen) (?:sie|ihr|du) (?:\\w+ ){0,3}(?:aufhoren|stoppen)',
    '(?:das|es|die|dies) (?:muss|mussen|soll|sollen|sollte) (?:\\w+ ){0,2}aufhoren',
    'das ist (?:die falsche|nicht die richtige) nummer',
    'nur (?:noch )?per (?:e ?)?mail',
    '(?:statt|anstatt) (?:per )?sms',
    'lieber per (?:e ?)?mail',
    'unerwunschte (?:sms|nachrichten|werbung)',
  ),
  notEnding: words(
    'nicht (?:auf|stoppen|abmelden|abbestellen)(?: zu)?',
    '(?:warum|wieso|weshalb|seit wann|verpassen|verpasst)',
    '(?:habe|hab|haben|hatte|wurde|wurden|kam|kamen|kommt|kommen|gekommen|gab|erhielt|bekam)(?: \\w+){0,4}? keine?(?: weiteren?| mehr)? (?:sms|nachrichten|nachricht|mitteilungen)',
    'keine?(?: weiteren?)? (?:sms|nachrichten|nachricht|mitteilungen)(?: mehr)? (?:vom|von dem|seit|gekommen|gesehen|da)',
    '(?:kurier|fahrer|bote|nachbar|er|sie) (?:schreibt|schreiben|antwortet|kontaktiert)',
    '(?:falsche|falschen) nummern? (?:auf|am|im|an)',
  ),
  stopsOther: words(
    `(?:stopp|stop|stoppt|stoppen sie|bitte stoppen|beenden sie)(?: bitte| mit| den| die| das| dem| der| meine?n?| unsere?n?| ihren?| diesen?| alle)* (?:\\w+ )?${others}`,
    `(?:konnen|konnten|konnt|konntet|kannst)(?: \\w+){0,3} ${others}(?: \\w+)? stoppen`,
    '(?:stopp|stop|stoppt)(?: bitte| mit| den| die| dem| der| diese)* (?:anrufen?|anrufe|telefonieren|anruferei)',
    'aufhoren (?:mich )?anzurufen',
  ),
  begins: ['wieder sms', 'anmelden', 'wieder anmelden', 'ich mochte wieder sms', 'starten', 'sms starten'],
  beginning: words(
    '^(?:sie konnen|ihr konnt|du kannst|sie durfen) (?:mir )?wieder (?:schreiben|sms schicken|texten)$',
    '^(?:bitte )?wieder (?:schreiben|sms schicken)$',
  ),
  helps: ['hilfe', 'infos'],
  calls: [
    ...[
      'anruf',
      'anrufen',
      'ruckruf',
      'zuruckrufen',
      'telefonat',
      'telefon',
      'ein anruf',
      'einen anruf',
      'einen ruckruf',
    ],
    ...[
      'um ruckruf',
      'um einen ruckruf',
      'um anruf',
      'mensch',
      'einen menschen',
      'ein mensch',
      'rufen sie an',
      'ruf an',
    ],
  ],
  calling: words(
    '(?:ruf|ruft|rufe|rufen sie) (?:mich|uns|bitte)(?: bitte| doch| lieber| morgen| heute| einfach)* (?:an|zuruck)',
    '(?:ruf|ruft|rufe|rufen sie) (?:mich|uns)',
    '(?:mich|uns) (?:bitte |mal |doch |jemand |lieber |einfach )*(?:anrufen|zuruckrufen|telefonisch)',
    '(?:um|mochte|will|wunsche|brauche|erbitte|hatte gern)(?: bitte| gerne| gern)? (?:einen |ein )?(?:ruckruf|anruf|telefonat)',
    '(?:mit|mochte) (?:einem |einer |jemandem?)(?: \\w+)? ?(?:menschen|person|mitarbeiterin?|sprechen|telefonieren)',
    '(?:mochte|will|lieber|wurde gern) (?:\\w+ )?telefonieren',
  ),
  notCalling: words(
    '(?:nicht|nie|kein|keine|keinen) (?:mehr |wieder )?(?:an|anrufen|anruf|anrufe|ruckruf|zuruckrufen|telefonieren)',
    '(?:ruf|ruft|rufen)(?: sie)? (?:mich|uns) (?:\\w+ )?(?:nicht|nie)',
    '(?:wollte|wollten|sollte|sollten|warum|wieso|wenn|hat|haben|hatte|niemand|keiner)(?: \\w+){0,4}? (?:an|anrufen|zuruckrufen|ruckruf|angerufen|zuruck|anruft|zuruckruft)',
    'ich (?:rufe|werde|kann)(?: \\w+){0,3}? (?:an|anrufen|zuruck|zuruckrufen)',
    'horen? (?:sie )?auf mich anzurufen',
  ),
  joints: ['und', 'aber', 'sondern', 'dann'],
};
