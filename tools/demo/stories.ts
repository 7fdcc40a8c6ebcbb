import type { Part } from './cast.js';
import { reached } from './customers.js';
import type { Books, StoredCase } from './ledger.js';
import { planDay } from './plan-time.js';
import type { Received } from './received.js';

/** Kinds of endings that are worth reading as the customer did. */
const kinds = [
  { title: 'Saved in the second round', is: (one: StoredCase) => outcomeOf(one) === 'recovered' && inSecondRound(one) },
  { title: 'Lost', is: (one: StoredCase) => outcomeOf(one) === 'not_recovered' },
  { title: 'Never answered', is: (one: StoredCase) => outcomeOf(one) === 'unconfirmed' },
] as const;

/** One customer's messages from first to last. */
export interface Story {
  readonly title: string;
  readonly name: string;
  readonly reportedAt: number;
  readonly messages: readonly Received[];
}

/** What stories are made of. */
export interface StorySources {
  readonly books: Books;
  readonly received: readonly Received[];
  /** The parts of a customer, by customer id. */
  readonly partsOf: (customerId: string) => readonly Part[];
}

/** A story of each kind that has occurred: of the customers it fits, the one to whom most was written. */
export function pickStories(sources: StorySources): readonly Story[] {
  return kinds.flatMap(({ title, is }) => {
    const told = sources.books.cases.filter(is).flatMap((one) => storyOf(one, title, sources));
    return told.sort((a, b) => b.messages.length - a.messages.length).slice(0, 1);
  });
}

function storyOf(one: StoredCase, title: string, { books, received, partsOf }: StorySources): readonly Story[] {
  const [part] = partsOf(one.customerId);
  const reports = books.incidents.filter(({ customerId }) => customerId === one.customerId);
  if (part === undefined || reports.length === 0) return [];
  const messages = received.filter((message) => reached(part, message));
  return [{ title, name: part.name, reportedAt: Math.min(...reports.map(({ reportedAt }) => reportedAt)), messages }];
}

function outcomeOf({ view }: StoredCase): string | undefined {
  return view?.outcome;
}

function inSecondRound({ journal }: StoredCase): boolean {
  return journal.some((fact) => fact.type === 'round_started' && fact.cause === 'second_chance');
}

/** A story as text: each message with the day of the plan on which it came, its subject and its words. */
export function storyText({ title, name, reportedAt, messages }: Story, pace: number): string {
  const told = messages.map(({ channel, at, subject, text }) => {
    const head = `  ${planDay((at - reportedAt) * pace)}  ${subject ?? channel.toUpperCase()}`;
    return `${head}\n\n${indented(text)}\n`;
  });
  return [`${title}: ${name}, ${messages.length} messages`, '', ...told].join('\n');
}

function indented(text: string): string {
  return text
    .trim()
    .split(/\r?\n/)
    .map((line) => (line === '' ? '' : `      ${line}`))
    .join('\n');
}
