import { sentencesOf } from './text-sentences.js';
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

/** Words up to which a sentence that ends the texts says nothing else. */
const BARE = 14;

const languages: readonly TextWords[] = [english, german, spanish];

/** What a sentence says; it may hold two wishes. */
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
  // With a full stop after each letter, too.
  if (isAmong(whole, 'ends')) return { wish: 'stop', wantsCall: false, isReply: false };
  const senses = sentences.flatMap((sentence) => sensesOf(sentence));
  const stops = senses.some((sense) => sense === 'stop' || sense === 'may_stop');
  const wantsCall = senses.includes('call');
  const isReply = senses.some((sense) => sense === 'other' || sense === 'may_stop') || !(stops || wantsCall);
  return { ...(stops && { wish: 'stop' }), wantsCall, isReply };
}

/** Parts that are wishes each by itself count alone; else what is asked of the whole sentence counts before its parts. */
function sensesOf(sentence: string): readonly Sense[] {
  const parts = partsOf(sentence).map(wishesIn);
  const inParts = parts.flat();
  if (parts.length > 1 && !inParts.includes('other') && !inParts.includes('may_stop')) return inParts;
  const whole = wishesIn(sentence);
  if (parts.length < 2) return whole;
  if (whole.includes('other')) return inParts;
  // A wish that was found in the whole is no other one in a part of it.
  return [...whole, ...inParts.filter((sense) => sense === 'call' || sense === 'stop')];
}

function wishesIn(sentence: string): readonly Sense[] {
  const said = bare(sentence);
  if (said === '') return ['nothing'];
  const pair = stopBesideCall(sentence);
  if (pair !== undefined) return [pair, 'call'];
  const stop = stopIn(sentence, said);
  const wishes: readonly Sense[] = [
    ...(stop === undefined ? [] : [stop]),
    ...(isCall(sentence, said) ? ['call' as const] : []),
  ];
  return wishes.length === 0 ? ['other'] : wishes;
}

/** Two wishes with nothing between them: "STOP call me", and the other way round. */
function stopBesideCall(sentence: string): 'stop' | 'may_stop' | undefined {
  const words = sentence.split(' ');
  if (words.length > BARE || matches(sentence, 'notCalling')) return undefined;
  for (let at = 1; at < words.length; at++) {
    const [before, after] = [words.slice(0, at).join(' '), words.slice(at).join(' ')];
    const stop = beginsWithCall(after)
      ? endIn(bare(before))
      : isAmong(bare(before), 'calls')
        ? endIn(bare(after))
        : undefined;
    if (stop !== undefined) return stop;
  }
  return undefined;
}

function beginsWithCall(sentence: string): boolean {
  return (
    isAmong(bare(sentence), 'calls') ||
    languages.some(({ calling }) => calling.some((one) => sentence.search(one) === 0))
  );
}

function isCall(sentence: string, said: string): boolean {
  return isAmong(said, 'calls') || (matches(sentence, 'calling') && !matches(sentence, 'notCalling'));
}

/** Sentences that end something, as a whole. */
function endIn(said: string): 'stop' | 'may_stop' | undefined {
  if (isAmong(said, 'ends')) return 'stop';
  return isAmong(said, 'mayEnd') ? 'may_stop' : undefined;
}

function stopIn(sentence: string, said: string): 'stop' | 'may_stop' | undefined {
  const end = endIn(said);
  if (end !== undefined) return end;
  const ends = matches(sentence, 'ending');
  const isOfOthers = matches(sentence, 'stopsOther');
  // Whoever begins with STOP may tell a story behind it, of texts that never came.
  const opens = opening.test(said) && !isOfOthers;
  if (ends && (opens || !matches(sentence, 'notEnding')))
    return sentence.split(' ').length <= BARE ? 'stop' : 'may_stop';
  if (opens) return 'may_stop';
  const mayEnd = matches(sentence, 'mayBeEnding') && !isOfOthers && !matches(sentence, 'notEnding');
  return mayEnd ? 'may_stop' : undefined;
}

/** What a sentence begins with that goes on behind a keyword of the carriers. */
const opening = /^(?:stop|stopp|stopall|optout|unsubscribe)\b/;

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
type Patterns = 'ending' | 'mayBeEnding' | 'notEnding' | 'stopsOther' | 'beginning' | 'calling' | 'notCalling';

function isAmong(sentence: string, list: Sentences): boolean {
  return languages.some((one) => one[list].includes(sentence));
}

function matches(sentence: string, list: Patterns): boolean {
  return languages.some((one) => one[list].some((pattern) => pattern.test(sentence)));
}
