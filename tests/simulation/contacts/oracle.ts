import type { CaseEvent } from '../../../domain/case/case-events.js';
import { DAY } from '../../domain/support/builders.js';

const COOL_OFF = 14 * DAY;
/** The target of the survey; reports here bring no score of their own. */
const GOOD = 4;

/** A report of the customer, and when it was refused where it was. */
export interface OracleReport {
  readonly id: string;
  readonly at: number;
  refusedAt?: number;
}

/** All that ever happened to the customer: facts as they were recorded, whoever has heard of them. */
export interface Happened {
  readonly reports: readonly OracleReport[];
  /** The journals of the cases, in their order. */
  readonly journals: readonly (readonly CaseEvent[])[];
}

/** One case, as far as it matters: until when promotion stays away, and which incidents nobody has put right. */
interface Told {
  readonly until: number;
  /** The customer’s own good word, which also ends what was before. */
  readonly content: boolean;
  readonly wrong: ReadonlySet<string>;
}

/**
 * Whether promotion has to stay away, as docs/contact.md says it, told once more from the bare facts and without the code
 * that decides.
 */
export function staysAway({ reports, journals }: Happened, now: number): boolean {
  const known = journals.map((journal) => journal.filter(({ at }) => at <= now)).filter(({ length }) => length > 0);
  const inCases = new Set(known.flat().flatMap((event) => [...brought(event)]));
  const cases = known.map((journal) =>
    journal.reduce(hear, { until: Infinity, content: false, wrong: new Set<string>() }),
  );
  for (const { id, at, refusedAt } of reports) {
    if (at > now || inCases.has(id)) continue;
    if (refusedAt === undefined) return true;
    const forgiven = cases.some(({ content, until }) => content && at < until);
    if (!forgiven && now < refusedAt + COOL_OFF) return true;
  }
  const until = cases.reduce<number>(
    (earlier, told) => (told.content ? told.until : Math.max(earlier, told.until)),
    -Infinity,
  );
  return now < until;
}

/** What begins a failure, or begins it anew. */
const begins: readonly CaseEvent['type'][] = ['case_opened', 'incident_joined', 'round_started'];

function hear(told: Told, event: CaseEvent): Told {
  const wrong = new Set([...told.wrong, ...brought(event)]);
  if (begins.includes(event.type)) return { until: Infinity, content: false, wrong };
  // Reopened for something that may yet be refused: the customer’s word stands until it joins.
  if (event.type === 'case_reopened') return told.content ? told : { ...told, until: Infinity };
  // Given up by decision: nobody has to put it right any more.
  if (event.type === 'customer_withdrew' || event.type === 'ending_decided') return { ...told, wrong: new Set() };
  if (event.type === 'resolved') {
    for (const id of event.incidents) wrong.delete(id);
    return { ...told, wrong };
  }
  if (event.type === 'survey_answered' && event.score >= GOOD && wrong.size === 0) {
    return { until: event.at, content: true, wrong };
  }
  if (event.type !== 'case_closed' || told.content) return told;
  const unhappy = event.outcome === 'not_recovered' || event.outcome === 'unreachable';
  return { ...told, until: unhappy ? Infinity : event.at + COOL_OFF };
}

function brought(event: CaseEvent): readonly string[] {
  return event.type === 'case_opened' || event.type === 'incident_joined' ? [event.incident.id] : [];
}
