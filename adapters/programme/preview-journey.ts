import type { MessageType } from '../../domain/contact/messages.js';
import type { Programme } from '../../ports/programme-store.js';
import type { MessageFacts } from '../../ports/templates.js';
import { fixtureWordsOf } from './fixture-words.js';
import { linkTo, SURVEY_URL, UNSUBSCRIBE_URL } from './fixtures.js';
import type { Protocol } from './paced.js';

/** One message of a made-up journey. */
export interface PreviewStep {
  readonly message: MessageType;
  readonly because: string;
  /** Epoch milliseconds. */
  readonly sentAt: number;
  readonly facts: MessageFacts;
}

/** A step as a row: the message, why it goes out, when, and what it says besides what all of them say. */
type Row = readonly [message: MessageType, because: string, sentAt: number, says: Partial<MessageFacts>];

/** A Monday afternoon in Europe, a Monday morning in America. */
const REPORTED = Date.UTC(2026, 10, 23, 14, 12);
const MINUTE = 60_000;

/**
 * A journey that meets every text once: the resolution is late, the first answer low, the second high; then, where the
 * protocol grants a voucher on its own, a small failure that is made good at once. Times are those of the protocol.
 */
export function journeyOf(programme: Programme, protocol: Protocol, locale: string): readonly PreviewStep[] {
  const { owner, ...common } = commonFacts(programme, protocol, locale);
  const factsOf = (message: MessageType): MessageFacts =>
    owner === undefined || withoutOwner.includes(message) ? common : { ...common, owner };
  const rows = [...lateResolution(protocol), ...lowAnswer(protocol), ...secondRound(protocol), ...atOnce(protocol)];
  return rows.map(([message, because, sentAt, says]) => ({
    message,
    because,
    sentAt,
    facts: { ...factsOf(message), ...says },
  }));
}

/** The links of a message that tells of a solution. */
const toldLinks = { call: linkTo('call'), yes: linkTo('yes'), no: linkTo('no') };

/** Messages of a case that nobody has taken yet, or that nobody has to take. */
const withoutOwner: readonly MessageType[] = ['acknowledgement', 'second_chance', 'resolved_at_once'];

function commonFacts({ staff }: Programme, protocol: Protocol, locale: string): MessageFacts {
  const { name } = fixtureWordsOf(locale);
  const owner = staff.find(({ id }) => id === protocol.ladder[0])?.name;
  // Of a protocol's categories the one of its own name says least. Without a subject the customer's matter goes by it.
  const category = protocol.categories.find((one) => one !== protocol.name) ?? protocol.categories[0] ?? 'slow_reply';
  return {
    reference: 'K7Q2M4XZ',
    incidents: [{ category, reportedAt: REPORTED, facts: { order: 'A-1001' } }],
    covers: [],
    joined: false,
    secondRound: false,
    team: protocol.team,
    name,
    links: { call: linkTo('call') },
    ...(owner !== undefined && { owner }),
  };
}

function lateResolution({ clocks, promises, apologyWaits }: Protocol): readonly Row[] {
  const dueAt = REPORTED + clocks.resolution;
  const missed = { missedDueAt: dueAt, promiseDueAt: dueAt + promises.renewedFor };
  return [
    ['acknowledgement', 'The report has come in', REPORTED + MINUTE, { promiseDueAt: dueAt }],
    [
      'apology',
      'Somebody has taken the case, or the wait for that is over',
      REPORTED + apologyWaits,
      { promiseDueAt: dueAt },
    ],
    ['progress_update', 'The promised time has passed', dueAt + MINUTE, missed],
  ];
}

function lowAnswer(protocol: Protocol): readonly Row[] {
  const { promises, followUpAfter, survey } = protocol;
  const toldAt = resolvedLate(protocol);
  const resolvedAt = toldAt - MINUTE;
  const askedAt = toldAt + survey.after;
  const page = surveyAfter(protocol, toldAt);
  const check = { resolvedAt, links: toldLinks, promiseDueAt: toldAt + followUpAfter + promises.slack };
  const announced = { resolvedAt, links: toldLinks, promiseDueAt: askedAt + promises.slack };
  return [
    ['resolution', 'Somebody has resolved it', toldAt, check],
    ['follow_up', 'Time to ask whether it held', toldAt + followUpAfter, announced],
    ['survey', 'Time to ask how well it was put right', askedAt, { resolvedAt, ...page }],
    ['survey_reminder', 'No answer so far', askedAt + survey.reminderAfter, page],
  ];
}

function secondRound(protocol: Protocol): readonly Row[] {
  const { clocks, followUpAfter, promises, survey } = protocol;
  const answeredAt = resolvedLate(protocol) + survey.after + survey.reminderAfter + MINUTE;
  const toldAt = answeredAt + clocks.resolution / 2;
  const askedAt = toldAt + survey.after;
  const second = { secondRound: true, resolvedAt: toldAt - MINUTE };
  const news = { secondRound: true, promiseDueAt: answeredAt + clocks.resolution };
  const check = { ...second, links: toldLinks, promiseDueAt: toldAt + followUpAfter + promises.slack };
  return [
    ['second_chance', 'A low answer', answeredAt, news],
    ['resolution', 'The second try', toldAt, check],
    ['survey', 'Time to ask again', askedAt, { ...second, ...surveyAfter(protocol, toldAt) }],
    ['closing', 'A high answer', askedAt + MINUTE, { ...second, outcome: 'recovered' }],
  ];
}

function atOnce({ automaticRemedy, promises, followUpAfter }: Protocol): readonly Row[] {
  if (automaticRemedy === undefined) return [];
  const sentAt = REPORTED + MINUTE;
  const says = {
    resolvedAt: sentAt,
    links: toldLinks,
    voucher: { code: 'LK-7F3A-92QD', ...automaticRemedy.amount },
    covers: ['acknowledgement', 'apology', 'resolution'] as const,
    promiseDueAt: sentAt + followUpAfter + promises.slack,
  };
  return [['resolved_at_once', 'Another journey: a small failure, made good without a person', sentAt, says]];
}

/** When the late resolution of the first round is told. */
function resolvedLate({ clocks, promises }: Protocol): number {
  return REPORTED + clocks.resolution + promises.renewedFor / 2;
}

/** The page of an invitation that goes out when the survey of a solution told then is due. */
function surveyAfter({ survey }: Protocol, toldAt: number): Pick<MessageFacts, 'survey' | 'unsubscribeUrl'> {
  const page = { url: SURVEY_URL, expiresAt: toldAt + survey.after + survey.expiresAfter };
  return { survey: page, unsubscribeUrl: UNSUBSCRIBE_URL };
}
