import { shortMark } from '../../adapters/channels/sms/index.js';
import type { ClockName } from '../../domain/protocol/protocol.js';
import type { Books, LedgerRow } from './ledger.js';
import type { Received } from './received.js';

/** The JSON document of the demo. */
export interface Summary {
  readonly incidents: number;
  readonly cases: number;
  readonly outcomes: Readonly<Record<string, number>>;
  /** What lies at the receivers. */
  readonly messages: { readonly email: number; readonly sms: number };
  /** Copies at the receivers beyond the first of each send key. */
  readonly duplicates: number;
  /** Incidents without a case, and accepted or delivered rows of the ledger without a copy at the receiver. */
  readonly lost: number;
  /** Rows of the ledger that cannot say whether their message went out. */
  readonly inDoubt: number;
  /** Breaches of the clocks that count at this pace. */
  readonly breaches: number;
  readonly secondRounds: number;
  readonly seconds: number;
}

/** What a run left behind at both ends. */
export interface Evidence {
  /** The ids of the incidents that Amends has acknowledged. */
  readonly reported: readonly string[];
  readonly received: readonly Received[];
  readonly books: Books;
  /** The clocks long enough at this pace to measure people and not the machine. */
  readonly clocks: readonly ClockName[];
  readonly seconds: number;
}

/** Findings that no number of the summary holds. */
export interface Remarks {
  /** In-doubt rows whose message did arrive. */
  readonly inDoubtArrived: number;
  /** Messages at the receivers that no row of the ledger knows of. */
  readonly strangers: number;
  /** Breaches of clocks that are too short to count. */
  readonly otherBreaches: number;
}

/** Counts what arrived and holds it against the books; nothing is taken from what the demo meant to do. */
export function count(evidence: Evidence): { readonly summary: Summary; readonly remarks: Remarks } {
  const { reported, received, books, clocks, seconds } = evidence;
  const { sends, cases } = books;
  const copies = tally(received.map(nameOf));
  const names = new Map(sends.map((row) => [row.key, nameOfRow(row)]));
  const arrived = (row: LedgerRow): boolean => copies.has(names.get(row.key) ?? '');
  const inDoubt = sends.filter(({ state }) => state === 'in_doubt');
  const missing = sends.filter((row) => wasTaken(row) && !arrived(row)).length;
  const facts = cases.flatMap(({ journal }) => journal);
  const breached = facts.flatMap((fact) => (fact.type === 'clock_breached' ? [fact.clock] : []));
  const counted = breached.filter((clock) => clocks.includes(clock)).length;
  const known = new Set(names.values());
  return {
    summary: {
      incidents: reported.length,
      cases: cases.length,
      outcomes: Object.fromEntries(tally(cases.map(({ view }) => view?.outcome ?? 'open'))),
      messages: { email: ofChannel(received, 'email'), sms: ofChannel(received, 'sms') },
      duplicates: [...copies.values()].reduce((sum, number) => sum + number - 1, 0),
      lost: reported.filter((id) => !hasCase(id, books)).length + missing,
      inDoubt: inDoubt.length,
      breaches: counted,
      secondRounds: facts.filter((fact) => fact.type === 'round_started' && fact.cause === 'second_chance').length,
      seconds,
    },
    remarks: {
      inDoubtArrived: inDoubt.filter(arrived).length,
      strangers: received.filter((message) => !known.has(nameOf(message))).length,
      otherBreaches: breached.length - counted,
    },
  };
}

/** What went wrong, or did not happen although the demo is there to show it; empty after a good run. */
export function faultsOf({ outcomes, ...numbers }: Summary, { strangers }: Remarks): readonly string[] {
  const expected = ['recovered', 'not_recovered', 'unconfirmed'];
  return [
    ...(numbers.duplicates > 0 ? [`${numbers.duplicates} messages arrived twice`] : []),
    ...(numbers.lost > 0 ? [`${numbers.lost} incidents or messages were lost`] : []),
    ...(strangers > 0 ? [`${strangers} messages arrived that the ledger does not know`] : []),
    ...((outcomes['open'] ?? 0) > 0 ? [`${outcomes['open'] ?? 0} cases did not close in time`] : []),
    ...expected.filter((outcome) => !outcomes[outcome]).map((outcome) => `no case ended as ${outcome}`),
    ...(numbers.breaches === 0 ? ['no clock was breached'] : []),
    ...(numbers.secondRounds === 0 ? ['no second round took place'] : []),
  ];
}

function wasTaken({ state }: LedgerRow): boolean {
  return state === 'accepted' || state === 'delivered';
}

/** Two messages with the same name are copies of each other; one without a mark is a copy of nothing. */
function nameOf({ channel, to, mark, at }: Received): string {
  return mark === undefined ? `unmarked ${to} ${at}` : `${channel} ${mark}`;
}

function nameOfRow({ key, mark }: LedgerRow): string {
  return key.endsWith('/sms') ? `sms ${shortMark(mark)}` : `email ${mark}`;
}

function hasCase(incidentId: string, { incidents, cases }: Books): boolean {
  const caseId = incidents.find((incident) => incident.incidentId === incidentId)?.caseId;
  const found = cases.find((one) => one.caseId === caseId);
  return found?.view?.incidents.some(({ id }) => id === incidentId) ?? false;
}

function ofChannel(received: readonly Received[], wanted: Received['channel']): number {
  return received.filter(({ channel }) => channel === wanted).length;
}

function tally(words: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
