import { english } from './text-words/english.js';
import { german } from './text-words/german.js';
import { spanish } from './text-words/spanish.js';
import type { TextWords } from './text-words/text-words.js';

/**
 * What a text asks for. Whoever writes more than the wish itself, or of whom we cannot be sure, is read by a person too: then
 * `isReply` stands beside it.
 */
export interface TextReading {
  /** What it says of our texts: that they are to end, or may come again; or it asks who we are. */
  readonly wish?: 'stop' | 'start' | 'help';
  /** It asks for a call. */
  readonly wantsCall: boolean;
  /** It says something that a person has to read. */
  readonly isReply: boolean;
}

/** A provider sends no longer ones; what comes after this is read by a person anyway. */
const LONGEST = 1_600;

/** Words up to which a sentence that ends the texts says nothing else. */
const BARE = 14;

const languages: readonly TextWords[] = [english, german, spanish];

/** What one sentence comes to. */
type Sense = 'nothing' | 'stop' | 'may_stop' | 'call' | 'other';

/**
 * Reads a text in English, German or Spanish, whatever language its writer has with us. The rules for texts in the USA count any
 * reasonable wording as an opt-out (47 CFR 64.1200(a)(10)); so does this: where it may be meant as one, the texts end *and* a
 * person reads it, who can undo that. Where the wish is for somebody else (a courier, a contract), it is a reply.
 * YES begins nothing: it answers a question.
 */
export function readingOf(text: string): TextReading {
  const sentences = sentencesOf(text);
  const whole = bare(sentences.join(' '));
  if (isAmong(whole, 'begins') || (sentences.length === 1 && matches(sentences[0] ?? '', 'beginning')))
    return { wish: 'start', wantsCall: false, isReply: false };
  if (sentences.length === 1 && isAmong(sentences[0] ?? '', 'helps'))
    return { wish: 'help', wantsCall: false, isReply: false };
  const senses = sentences.flatMap((sentence) => sensesOf(sentence));
  const stops = senses.some((sense) => sense === 'stop' || sense === 'may_stop');
  const wantsCall = senses.includes('call');
  const isReply = senses.some((sense) => sense === 'other' || sense === 'may_stop') || !(stops || wantsCall);
  return { ...(stops && { wish: 'stop' }), wantsCall, isReply };
}

/** A sentence may hold two wishes: what is asked of it as a whole counts before its parts. */
function sensesOf(sentence: string): readonly Sense[] {
  const whole = senseOf(sentence);
  const parts = partsOf(sentence);
  if (parts.length < 2) return [whole];
  const senses = parts.map(senseOf);
  if (whole === 'other') return senses;
  // A wish that was found in the whole is no other one in a part of it.
  return [whole, ...senses.filter((sense) => sense === 'call' || sense === 'stop')];
}

function senseOf(sentence: string): Sense {
  const said = bare(sentence);
  if (said === '') return 'nothing';
  const stop = stopIn(sentence, said);
  if (stop !== undefined) return stop;
  if (isAmong(said, 'calls')) return 'call';
  return matches(sentence, 'calling') && !matches(sentence, 'notCalling') ? 'call' : 'other';
}

function stopIn(sentence: string, said: string): Sense | undefined {
  if (isAmong(said, 'ends')) return 'stop';
  if (isAmong(said, 'mayEnd')) return 'may_stop';
  if (matches(sentence, 'notEnding')) return undefined;
  if (matches(sentence, 'ending')) return sentence.split(' ').length <= BARE ? 'stop' : 'may_stop';
  return matches(sentence, 'mayBeEnding') ? 'may_stop' : undefined;
}

/** Small letters without marks and apostrophes, by sentences. */
function sentencesOf(text: string): readonly string[] {
  return (
    text
      .slice(0, LONGEST)
      .replaceAll('🛑', ' stop ')
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replaceAll('ß', 'ss')
      .replace(/['’‘`´]/g, '')
      .replace(/\be-mail/g, 'email')
      // German sets a comma before what somebody is to stop doing.
      .replace(/\bauf,\s*(?=(?:mir|mich|uns|mit)\b)/g, 'auf ')
      .split(/[.!?¡¿;,:\n\r…()"“”„«»]+|\s[-–—]+\s/)
      .map((sentence) => sentence.replace(/[^a-z0-9]+/g, ' ').trim())
      .filter((sentence) => sentence !== '')
  );
}

const joints = new RegExp(` (?:${languages.flatMap((one) => one.joints).join('|')}) `);

function partsOf(sentence: string): readonly string[] {
  return ` ${sentence} `
    .split(joints)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

const polite = new RegExp(
  `\\b(?:${languages
    .flatMap((one) => one.polite)
    .sort((a, b) => b.length - a.length)
    .join('|')})\\b`,
  'g',
);

/** What is left without politeness, each word once in a row: STOP STOP is STOP. */
function bare(sentence: string): string {
  return sentence
    .replace(polite, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\b(\w+)(?: \1\b)+/g, '$1');
}

type Sentences = 'ends' | 'mayEnd' | 'begins' | 'helps' | 'calls';
type Patterns = 'ending' | 'mayBeEnding' | 'notEnding' | 'beginning' | 'calling' | 'notCalling';

function isAmong(sentence: string, list: Sentences): boolean {
  return languages.some((one) => one[list].includes(sentence));
}

function matches(sentence: string, list: Patterns): boolean {
  return languages.some((one) => one[list].some((pattern) => pattern.test(sentence)));
}
