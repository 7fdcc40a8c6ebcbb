import type { MessageType } from '../../domain/contact/messages.js';
import { outcomes } from '../../domain/case/outcome.js';
import type { LinkAction } from '../../domain/contact/customer-words.js';
import type { MessageFacts } from '../../ports/templates.js';
import { fixtureWordsOf } from './fixture-words.js';

/** Whose case it is that writes. */
export interface FixtureSetting {
  /** BCP 47; customers write in its language. */
  readonly locale: string;
  /** A team id. */
  readonly team: string;
}

/** Facts as a case might hold them when it writes a message. */
export interface Fixture {
  /** In words, for findings: "with all facts". */
  readonly name: string;
  readonly facts: MessageFacts;
  /** What a customer wrote in it tries to break out of the text. */
  readonly hostile: boolean;
}

const MONDAY = Date.UTC(2026, 10, 23, 14, 12);
const HOUR = 3_600_000;

/** What every message knows. */
function bare({ team }: FixtureSetting): MessageFacts {
  return {
    reference: 'K7Q2M4XZ',
    incidents: [{ category: 'unexpected_charge', reportedAt: MONDAY, facts: {} }],
    covers: [],
    joined: false,
    secondRound: false,
    team,
  };
}

function named(setting: FixtureSetting): MessageFacts {
  const { name, subject } = fixtureWordsOf(setting.locale);
  const facts = { invoice: 'A-1001', amount_charged: 42, first_time: true };
  return {
    ...bare(setting),
    name,
    owner: 'Amara Dell',
    incidents: [{ subject, category: 'unexpected_charge', reportedAt: MONDAY, facts }],
    promiseDueAt: MONDAY + 24 * HOUR,
    links,
  };
}

const missed = { missedDueAt: MONDAY + 4 * HOUR };
const withdrawn = { withdrawnDueAt: MONDAY + 30 * HOUR };
const resolvedAt = MONDAY + 20 * HOUR;
const voucher = { code: 'LK-7F3A-92QD', minor: 1000, currency: 'USD' };
/** As long as a real one behind an address of this length. */
export const SURVEY_URL = 'https://recovery.example/s/k7Q2m4Zx9LrT5vHn.3JcY9sBd6GfK1eWp';
/** The same of the links of a message. */
export const linkTo = (action: LinkAction): string =>
  `https://recovery.example/c/k7Q2m4Zx9LrT5vHn.3JcY9sBd6GfK1eWp/${action}`;
const links = { call: linkTo('call') };
const solved = { links: { ...links, yes: linkTo('yes'), no: linkTo('no') } };
/** What a person may write, in any language. */
const WRITTEN = '1234567890';
const survey = { url: SURVEY_URL, expiresAt: MONDAY + 400 * HOUR };
/** As long as a real one. */
export const UNSUBSCRIBE_URL =
  'https://recovery.example/u/6mV1x8Qh3ZtYb5Kc9PfR2sWd7GjL4nTq0XaEuHoIyBk.5vHn3JcY9sBd6GfK';

/** What makes one writing of a message differ from another, besides the facts that any of them may have. */
const variants: Readonly<Record<MessageType, readonly Partial<MessageFacts>[]>> = {
  acknowledgement: [{}, { joined: true }, { joined: true, ...withdrawn }],
  apology: [{}, withdrawn],
  resolution: [
    { resolvedAt },
    { resolvedAt, ...solved },
    { resolvedAt, covers: ['apology'], ...solved },
    { resolvedAt, covers: ['acknowledgement', 'apology'], voucher },
    { resolvedAt, secondRound: true },
  ],
  resolved_at_once: [
    { resolvedAt, covers: ['acknowledgement', 'resolution'], ...solved },
    { covers: ['acknowledgement', 'apology', 'resolution'], voucher },
  ],
  progress_update: [missed, {}, withdrawn],
  follow_up: [
    { resolvedAt },
    { resolvedAt, ...solved },
    { resolvedAt, secondRound: true },
    { resolvedAt, ...solved, customerSaid: 'settled' },
  ],
  survey: [
    { survey, unsubscribeUrl: UNSUBSCRIBE_URL, resolvedAt },
    { survey, unsubscribeUrl: UNSUBSCRIBE_URL, resolvedAt, covers: ['follow_up'] },
    { survey, unsubscribeUrl: UNSUBSCRIBE_URL, secondRound: true },
  ],
  survey_reminder: [{ survey, unsubscribeUrl: UNSUBSCRIBE_URL }],
  second_chance: [{ secondRound: true }],
  agent_message: [{ written: { text: WRITTEN } }, { written: { subject: 'A-1001', text: WRITTEN } }],
  callback_confirmation: [{ promiseDueAt: MONDAY + 26 * HOUR }],
  opt_out_confirmation: [{}],
  closing: [
    ...[{}, { outcome: 'recovered', voucher }],
    ...outcomes.map((outcome) => ({ outcome, resolvedAt })),
    ...(['settled', 'not_settled'] as const).map((said) => ({
      outcome: 'unconfirmed',
      resolvedAt,
      customerSaid: said,
    })),
  ],
};

/** Every writing of a message, each with all facts, after a missed promise, with two incidents, and with no more than it must have. */
export function fixturesOf(message: MessageType, setting: FixtureSetting): readonly Fixture[] {
  const full = named(setting);
  return variants[message].flatMap((variant, index) => [
    ...(speaksOfCase(message) ? ownFindings(full, setting, { variant, index }) : []),
    ...(message === 'acknowledgement'
      ? [fixture('a word after the end of an earlier case', variant, again(full))]
      : []),
    fixture('all facts', variant, full),
    fixture('a missed promise', variant, { ...full, ...missed }),
    fixture('two incidents', variant, { ...full, incidents: twice(full, setting) }),
    fixture('only what every case has', variant, bare(setting)),
  ]);
}

/** Whether a text speaks of the failure, and so may say how we came to know of it. */
function speaksOfCase(message: MessageType): boolean {
  return message !== 'agent_message' && message !== 'opt_out_confirmation';
}

/** A failure that nobody reported, and, once, one beside another that somebody did. */
function ownFindings(
  full: MessageFacts,
  setting: FixtureSetting,
  { variant, index }: { readonly variant: Partial<MessageFacts>; readonly index: number },
): readonly Fixture[] {
  const found = full.incidents.map((one) => ({ ...one, proactive: true as const }));
  const [reported] = twice(full, setting).slice(1);
  const both = reported === undefined ? found : [reported, ...found];
  return [
    fixture('a failure that we found ourselves', variant, { ...full, incidents: found }),
    ...(index === 0 ? [fixture('one that we found beside a report', variant, { ...full, incidents: both })] : []),
  ];
}

/** The customer has come back to an earlier case. */
function again(facts: MessageFacts): MessageFacts {
  return { ...facts, incidents: facts.incidents.map((one) => ({ ...one, repeats: 'M4XZK7Q2' })) };
}

/** What a customer may write, to see it come out as it went in. */
const HOSTILE = `<script>alert("1")</script> & 'two' 👩‍🚀 مرحبا {{ brand }}`;

/** A writing in which all that a customer may have written is hostile. */
export function hostileFixture(message: MessageType, setting: FixtureSetting): Fixture {
  const full = named(setting);
  const incidents = full.incidents.map((one) => ({ ...one, subject: HOSTILE, facts: { order: HOSTILE } }));
  const facts = { ...full, ...variants[message][0], name: HOSTILE, incidents };
  return { name: 'with hostile words', facts, hostile: true };
}

function twice({ incidents }: MessageFacts, { locale }: FixtureSetting): MessageFacts['incidents'] {
  const { another } = fixtureWordsOf(locale);
  return [...incidents, { subject: another, category: 'slow_reply', reportedAt: MONDAY + HOUR, facts: {} }];
}

function fixture(what: string, variant: Partial<MessageFacts>, facts: MessageFacts): Fixture {
  const { outcome, covers = [], joined, secondRound } = variant;
  const parts = [what, outcome, ...covers, joined && 'joined', secondRound && 'second round'];
  const name = `with ${parts.filter((part) => typeof part === 'string').join(', ')}`;
  return { name, facts: { ...facts, ...variant }, hostile: false };
}
