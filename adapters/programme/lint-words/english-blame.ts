/** Those who work for a business, or between it and its customers. */
const others = [
  'courier',
  'carrier',
  'supplier',
  'partner',
  'bank',
  'vendor',
  'contractor',
  'subcontractor',
  'manufacturer',
  'shipper',
  'haulier',
  'driver',
  'airline',
  'provider',
  'processor',
  'post office',
  'postal service',
  'warehouse',
  'customs',
  'third party',
  'FedEx',
  'UPS',
  'USPS',
  'DHL',
  'Royal Mail',
  '(?:delivery|shipping|transport|logistics|parcel|payment|card|cleaning|hotel) (?:company|companies|service|firm|agent|group)',
].join('|');

/** A noun of these, in the plural and as an owner too. */
const somebody = `(?:${others})(?:s|['’]s|s['’])?(?: depot| office| branch| website)?`;

/** What may stand between such a noun and its verb; anything else begins a thought of its own. */
const then =
  '(?: (?:has|have|had|was|were|is|are|been|being|who|that|which|we (?:use|used|chose)|also|again|simply|then|just|\\p{L}+ly))*';

const trouble =
  '(?:mistakes?|errors?|outages?|problems?|failures?|delays?|faults?|breakdowns?|trouble|strikes?|backlogs?)';

const deeds = [
  'lost',
  'los(?:es|ing)',
  'fail(?:s|ed|ing)?',
  'caus(?:es|ed|ing)',
  'delay(?:s|ed|ing)?',
  'damag(?:es|ed|ing)',
  'broke',
  'dropped',
  'misplaced',
  'mislaid',
  'mishandled',
  'forgot',
  'missed',
  'let (?:us|you|everyone) down',
  'left (?:us|you|the|it)',
  'overbooked',
  'blocked',
  '(?:too |running |very )?(?:late|slow)',
  'at fault',
  'to blame',
  'responsible',
  'offline',
  'on strike',
  'out of stock',
  'never',
  "(?:did not|didn['’]t|could not|couldn['’]t) (?:deliver|bring|come|collect|arrive|send|ship|scan|pay|keep|turn up|find)",
  `(?:made|makes|had|has|have|having|suffered|experienced)? ?(?:an?|some|several|the) (?:\\p{L}+ )?${trouble}`,
  trouble,
].join('|');

/** A few words on the way from a cause to who brought it about; whom we name ourselves as is no other. */
const wayTo = "(?:(?!(?:us|we|you|arrive|reach|be|come|leave)(?!\\p{L}))[\\p{L}'’]+ ){0,4}";

/** Somebody else made out to be at fault, in English. */
export const englishBlame: readonly string[] = [
  'not our fault',
  'beyond our control',
  'out of our hands',
  `${somebody}${then} (?:${deeds})`,
  `(?:fault|mistake|error) of (?:the|our|a) \\p{L}+`,
  `(?:due to|because of|owing to|on account of|caused by|down to|thanks to|blame|fault lies with) ${wayTo}${somebody}`,
  `(?:lost|let down|made|went missing|delayed|damaged|broken|dropped|misplaced|mislaid|mishandled|held up|missed|forgotten) (?:by|at|with) ${wayTo}${somebody}`,
  `${trouble} (?:of|by|at|with|on the part of) (?:the |our |a |one of our )?(?:\\p{L}+ )?${somebody}`,
  'your (?:own )?(?:fault|mistake)',
];
