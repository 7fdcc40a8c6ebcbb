/** Characters of a line that are looked at: what makes it an attribution stands at its beginning. */
const LOOKED_AT = 500;

/** What stands between an answer and the whole mail that it answers, in the words of common mail programs. */
const separators = [
  /^-{2,}\s*(?:original message|forwarded message|ursprüngliche nachricht|weitergeleitete nachricht)/i,
  /^-{2,}\s*(?:mensaje original|mensaje reenviado)/i,
];
/** "On Monday, Care <care@…> wrote:". */
const attribution = /^(?:on|am|el)\s.{0,400}\s(?:wrote|schrieb.{0,200}|escribió):\s*$/i;
/** A line of the head of a mail, as it stands over one that is quoted without marks. */
const headLine =
  /^\*?(?:from|sent|to|subject|date|von|gesendet|an|betreff|datum|de|enviado|para|asunto|fecha)(?:\*?:|:\*)\s/i;
/** So many in a row are a head and no list of somebody's own. */
const HEAD = 3;
/** Characters of a mail that quotes are looked for in; of what is left, fewer are kept. */
const LONGEST = 200_000;
/** An attribution may be broken into this many lines. */
const BROKEN = 3;

/** What somebody wrote in a mail. */
export interface OwnWords {
  /** Without what it quotes. */
  readonly text: string;
  /** All of the mail, where `text` may not be all that they wrote: nothing tells an answer below a mail without marks from it. */
  readonly whole?: string | undefined;
}

/**
 * What somebody wrote, without the mail that they answer: lines behind `>` with what introduces them, and all that follows
 * the head of a mail. What they wrote between and below quoted lines stays. Where nothing would be left, all of it stays.
 */
export function withoutQuotes(mail: string): OwnWords {
  const whole = mail.trim();
  const lines = whole.slice(0, LONGEST).replace(/\r\n?/g, '\n').split('\n');
  const begin = lines.findIndex((_, at) => beginsWholeMail(lines, at));
  const end = begin === -1 ? lines.length : begin;
  const text = unquoted(lines.slice(0, end))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  if (text === '') return { text: whole };
  const isAll = whole.length <= LONGEST && unquoted(lines.slice(end)).every(isOfAHead);
  return isAll ? { text } : { text, whole };
}

function unquoted(lines: readonly string[]): readonly string[] {
  return withoutAttributions(lines.filter((line) => !isQuoted(line)));
}

/** Whether a line belongs to what stands over a quoted mail, and so is nobody's answer. */
function isOfAHead(line: string): boolean {
  const said = lookedAt(line);
  return said === '' || headLine.test(said) || separators.some((one) => one.test(said));
}

function beginsWholeMail(lines: readonly string[], at: number): boolean {
  const line = lookedAt(lines[at]);
  if (separators.some((one) => one.test(line))) return true;
  if (lines.slice(at, at + HEAD).filter((one) => headLine.test(lookedAt(one))).length === HEAD) return true;
  const length = attributionAt(lines, at);
  if (length === 0) return false;
  // Behind marks, what is quoted is told apart line by line.
  const next = nextWritten(lines, at + length);
  return next === undefined || !isQuoted(next);
}

/** The first line from there on that is not blank, without a copy of all that follows. */
function nextWritten(lines: readonly string[], from: number): string | undefined {
  for (let at = from; at < lines.length; at++) {
    const line = lines[at];
    if (line?.trim() !== '') return line;
  }
  return undefined;
}

function withoutAttributions(lines: readonly string[]): readonly string[] {
  const kept: string[] = [];
  for (let at = 0; at < lines.length;) {
    const length = attributionAt(lines, at);
    if (length === 0) kept.push(lines[at] ?? '');
    at += Math.max(1, length);
  }
  return kept;
}

/** How many lines the attribution that begins here has; 0 where none does. */
function attributionAt(lines: readonly string[], at: number): number {
  for (let length = 1; length <= BROKEN; length++) {
    if (attribution.test(lookedAt(lines.slice(at, at + length).join(' ')))) return length;
  }
  return 0;
}

function isQuoted(line: string): boolean {
  return /^\s{0,3}>/.test(line);
}

function lookedAt(line = ''): string {
  return line.trim().slice(0, LOOKED_AT);
}
