/** Those who work for a business, or between it and its customers; German makes compounds of them. */
const somebody =
  '(?:(?:Paket|Liefer|Zahlungs|Versand|Lager|Logistik|Transport|Zu|Post|Sub)?(?:kurier|zusteller|bote|spediteur|lieferant|lieferer|dienstleister|anbieter|partner|fahrer|fahrerin|hersteller|händler)(?:e?[sn]|en|innen|in)?|(?:Paket|Liefer|Zahlungs|Versand|Logistik|Transport|Kurier|Post|Sub|Reinigungs|Lager)(?:dienst|unternehmen|unternehmer|firma|haus)(?:e?s|en)?|Spedition|Bank|Post|Fluggesellschaft|Zoll|DHL|Hermes|DPD|GLS|UPS)';

const trouble =
  '(?:Fehler\\p{L}*|Ausf[aä]ll\\p{L}*|Störung\\p{L}*|Problem\\p{L}*|Versäumnis\\p{L}*|Pannen?|Verzögerung\\p{L}*|Verspätung\\p{L}*|Schuld|Verschulden\\p{L}*|Engpass\\p{L}*|Streik\\p{L}*)';

/** Participles, which stand at the end of a German clause. */
const undone =
  '(?:verloren|beschädigt|versetzt|verursacht|versagt|vergessen|verspätet|verzögert|verlegt|verschlampt|versäumt|verpasst|verwechselt|zerbrochen|ausgefallen|enttäuscht|im Stich gelassen|liegen ?(?:ge)?lassen|fallen ?(?:ge)?lassen|(?:zu spät|nicht) (?:\\p{L}+ )?(?:geliefert|gekommen|gebracht|zugestellt|gefunden|gesendet|geschickt|bezahlt))';

/** Further words of the same clause. */
const clause = '(?: [\\p{L}\\d]+){0,7}?';

const articles = '(?:des|der|dem|den|die|das|unser(?:e[mnrs]?)?|ein(?:e[mnrs]?)?|Ihr(?:e[mnrs]?)?|vom|beim)';

/** Somebody else made out to be at fault, in German. */
export const germanBlame: readonly string[] = [
  'nicht unsere Schuld',
  'au(?:ß|ss)erhalb unserer Kontrolle',
  'nicht in unserer (?:Hand|Macht)',
  `${somebody} (?:ist|war|trägt|hat|haben) (?:daran )?(?:schuld|die Schuld|verantwortlich)`,
  `${somebody} (?:ist|sind|war|waren|hat|haben|hatte|hatten|wurde)${clause} (?:${undone}|${trouble})`,
  `${somebody} (?:verlor|verspätete|versagte|verursachte|vergaß|beschädigte|verpasste|streikte|fiel(?:en)? aus|(?:kam|lieferte|kamen|lieferten) (?:zu spät|nicht)|machte${clause} ${trouble})`,
  `${somebody} (?:war |waren )?zu (?:spät|langsam)`,
  `Schuld (?:daran |dafür )?(?:ist|hat|war|hatte|trägt) ${articles} (?:\\p{L}+ )?${somebody}`,
  `(?:weil|da) ${articles} (?:\\p{L}+ )?${somebody}${clause} (?:${undone}|${trouble})`,
  `${trouble} (?:bei |durch |von |seitens )?${articles} (?:\\p{L}+ )?${somebody}`,
  `(?:wegen|aufgrund|infolge|dank)(?: \\p{L}+){0,4} ${somebody}`,
  `(?:liegt|lag|lagen) (?:am|an)(?: \\p{L}+){0,2} ${somebody}`,
  `(?:durch|von|vom|seitens)(?: \\p{L}+){0,2} ${somebody} (?:\\p{L}+ ){0,2}${undone}`,
  '(?:Ihr|Ihrem|Ihren) (?:eigener |eigenen )?(?:Fehler|Verschulden|Versäumnis)',
  '(?:Ihre|Ihrer) (?:eigene |eigenen )?Schuld',
];
