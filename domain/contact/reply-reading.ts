import type { ReplyReading } from '../case/case-events.js';
import { wordsOf } from './customer-words.js';
import type { OwnWords } from './quoted-history.js';

/** What says thanks, and what may stand beside it without saying anything more, as whole words in three languages. */
const thanks = [
  ...['thanks', 'thank you', 'thank u', 'thx', 'ty', 'many thanks', 'cheers', 'much appreciated', 'appreciated'],
  ...['appreciate it', 'appreciate that', 'danke', 'dankeschön', 'danke schön', 'danke sehr', 'vielen dank'],
  ...['herzlichen dank', 'besten dank', 'dank', 'gracias', 'muchas gracias', 'mil gracias', 'se agradece'],
  ...['muy agradecido', 'muy agradecida', 'le agradezco', 'les agradezco', 'te agradezco', 'merci'],
];
const fillers = [
  ...['hi', 'hello', 'dear', 'hey', 'all', 'team', 'everyone', 'ok', 'okay', 'great', 'perfect', 'super', 'wonderful'],
  ...['excellent', 'lovely', 'brilliant', 'got it', 'noted', 'so much', 'very much', 'a lot', 'a million', 'again'],
  ...['indeed', 'for this', 'for that', 'for it', 'for the message', 'for your message', 'for the update'],
  ...[
    'for your help',
    'for the help',
    'for your quick reply',
    'for the quick reply',
    'for your reply',
    'for the reply',
  ],
  ...['for letting me know', 'for the information', 'for the info', 'for your answer', 'i', 'we', 'and', 'you too'],
  ...['have a nice day', 'have a good day', 'hallo', 'guten tag', 'sehr', 'schön', 'vielmals', 'nochmal', 'nochmals'],
  ...['prima', 'klasse', 'toll', 'wunderbar', 'perfekt', 'alles klar', 'gut', 'sehr gut', 'für die info'],
  ...['für die nachricht', 'für ihre nachricht', 'für die schnelle antwort', 'für ihre hilfe', 'für die hilfe'],
  ...['für die rückmeldung', 'für ihre antwort', 'für die information', 'ihnen', 'euch', 'und', 'schönen tag'],
  ...[
    'schönen tag noch',
    'hola',
    'buenos días',
    'buenas tardes',
    'vale',
    'perfecto',
    'genial',
    'estupendo',
    'muy bien',
  ],
  ...['por todo', 'por el mensaje', 'por su mensaje', 'por la información', 'por la respuesta', 'por su respuesta'],
  ...['por la ayuda', 'por su ayuda', 'por avisar', 'por su rápida respuesta', 'a ustedes', 'a todos', 'y', 'de nuevo'],
];
/** What a letter ends with. */
const farewells = [
  ...['regards', 'best', 'best regards', 'kind regards', 'warm regards', 'best wishes', 'all the best', 'sincerely'],
  ...['yours sincerely', 'yours', 'mfg', 'lg', 'vg', 'grüße', 'viele grüße', 'liebe grüße', 'beste grüße', 'gruß'],
  ...['mit freundlichen grüßen', 'freundliche grüße', 'herzliche grüße', 'schöne grüße', 'saludos'],
  ...['un saludo', 'saludos cordiales', 'un cordial saludo', 'cordialmente', 'atentamente', 'un abrazo'],
];

/** The longest first: "thank you so much" is one phrase and not the beginning of another. */
const phrases = [...thanks, ...fillers, ...farewells].map(wordsOf).sort((a, b) => b.length - a.length);
const saysThanks = new Set(thanks.map(spelled));

const kindSigns = /(?:👍|🙏|❤|💚|💙|💛|🧡|😊|🙂|😀|😃|😄|😁|🤗|🥰|😍|👌|💐|🎉|🙌)/u;
/** A sign with what changes its colour and shape. */
const kindSign = new RegExp(`${kindSigns.source}[\\u{1F3FB}-\\u{1F3FF}\\uFE0F]*`, 'gu');
const smiley = /(?:^|\s)[:;]-?[)D](?=\s|$)/g;

/** What a program adds of its own. */
const addedBy = [
  /^sent from my \S+(?: \S+)?$/i,
  /^get outlook for \S+$/i,
  /^von meinem \S+(?: \S+)? gesendet$/i,
  /^enviado desde mi \S+(?: \S+)?$/i,
];

/** What a mail is, and the words that a person reads of it: all of them where an answer may stand below a thanks. */
export function mailReading(
  { text, whole }: OwnWords,
  name = '',
): { readonly text: string; readonly reading: ReplyReading } {
  const reading = readingOf(text, name);
  return whole !== undefined && reading === 'thanks' ? { text: whole, reading: 'reply' } : { text, reading };
}

/**
 * What a reply is: a plain thanks, which nobody has to answer, or a reply. It is a thanks only where every word of it is
 * known to belong to one; in doubt, and with any question, number or name that is not the writer's, it is a reply.
 *
 * @param text what they wrote, without what they quoted.
 * @param name their own, with which they may sign; without one, no name is known to be theirs.
 */
export function readingOf(text: string, name = ''): ReplyReading {
  const [letter = ''] = text.split(/\r?\n-- ?\r?\n/);
  if (letter.includes('?') || letter.includes('¿')) return 'reply';
  const lines = letter
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !addedBy.some((added) => added.test(line)));
  const bare = lines.map((line) => line.replace(kindSign, ' ').replace(smiley, ' '));
  // A sign that nobody here knows may mean anything.
  if (bare.some((line) => /[\p{Extended_Pictographic}]/u.test(line))) return 'reply';
  const known = phrasesIn(withoutSignature(bare, name).flatMap(wordsOf));
  if (known === undefined) return 'reply';
  const isKind = lines.some((line) => kindSigns.test(line));
  return known.some((phrase) => saysThanks.has(phrase)) || (isKind && known.length === 0) ? 'thanks' : 'reply';
}

/**
 * Without the customer's own name at its end, of which a first name may be an initial. What looks like a name is none for
 * that: "Regards, Still Waiting".
 */
function withoutSignature(lines: readonly string[], name: string): readonly string[] {
  const own = wordsOf(name);
  const isOwn = (word: string) => own.some((one) => one === word || (word.length === 1 && one.startsWith(word)));
  const isSignature = (line: string) => line.trim() === '' || (/\p{L}/u.test(line) && wordsOf(line).every(isOwn));
  return lines.slice(0, lines.findLastIndex((line) => !isSignature(line)) + 1);
}

/** The known phrases that a text is made of; undefined where anything else is in it. */
function phrasesIn(words: readonly string[]): readonly string[] | undefined {
  const found: string[] = [];
  for (let at = 0; at < words.length;) {
    const next = phrases.find((phrase) => phrase.every((word, place) => words[at + place] === word));
    if (next === undefined) return undefined;
    found.push(next.join(' '));
    at += next.length;
  }
  return found;
}

function spelled(text: string): string {
  return wordsOf(text).join(' ');
}
