import { setTimeout as pause } from 'node:timers/promises';
import { Api, ApiError } from '../demo/api.js';
import type { IncidentReport } from '../demo/incidents.js';
import type { ApiKeys } from '../demo/keys.js';
import { requests, type Answer, type Request } from './answers.js';

/** One customer of a run, with what is reported for them. */
export interface Journey {
  readonly caseId: string;
  readonly customerId: string;
  readonly report: IncidentReport;
}

/** The customers of a run: most by e-mail, some by SMS, some by both. */
export function journeysOf(count: number, occurredAt: number): readonly Journey[] {
  return Array.from({ length: count }, (_, at) => {
    const caseId = `chaos-${String(at + 1).padStart(5, '0')}`;
    const customerId = `customer-of-${caseId}`;
    const [byMail, bySms] = [at % 10 < 7 || at % 10 === 9, at % 10 >= 7];
    const report: IncidentReport = {
      id: caseId,
      source: 'feedback_form',
      category: categories[at % categories.length] ?? 'billing',
      severity: 'medium',
      occurredAt: new Date(occurredAt).toISOString(),
      customer: {
        id: customerId,
        locale: 'en-US',
        timeZone: 'America/New_York',
        ...(byMail && { email: `${caseId}@customers.example` }),
        ...(bySms && { phone: phoneOf(at) }),
      },
    };
    return { caseId, customerId, report };
  });
}

const categories = ['billing', 'late_delivery', 'account', 'slow_reply'] as const;

/** A number of those that are kept for fiction; the last one is the sender's. */
function phoneOf(at: number): string {
  return `+120255501${String(at % 99).padStart(2, '0')}`;
}

/** Where journeys are reported, and who looks after them. */
export interface Desk {
  readonly url: string;
  readonly keys: ApiKeys;
}

/** Milliseconds until the same is asked again, and the longest that anybody does. */
const again = 400;
const longest = 180_000;

/** Hears how each try of a request went. */
export type Hear = (request: Request, answer: Answer) => void;

/** Reports a failure, and lets a member of staff take and resolve it; each is asked again until it is answered. Rejects when one is not. */
export async function begin({ url, keys }: Desk, { caseId, report }: Journey, hear: Hear): Promise<void> {
  const staff = new Api(url, keys.of['s-104']);
  const round = 1;
  const resolve = { type: 'resolve', requestId: `${caseId}.resolve`, round, cause: 'corrected_by_hand' } as const;
  const ask: Readonly<Record<Request, () => Promise<void>>> = {
    report: () => new Api(url, keys.of['larkfield-core']).report(report),
    take: () => staff.command(caseId, { type: 'take', requestId: `${caseId}.take`, round }),
    resolve: () => staff.command(caseId, resolve),
  };
  for (const request of requests) await untilAnswered(ask[request], (answer) => hear(request, answer));
}

async function untilAnswered(ask: () => Promise<void>, hear: (answer: Answer) => void): Promise<void> {
  const giveUpAt = Date.now() + longest;
  for (;;) {
    try {
      await ask();
      hear({ kind: 'taken' });
      return;
    } catch (error) {
      hear({ kind: 'not_taken', why: error instanceof Error ? error.message : String(error) });
      // A case that has just been reported is not there yet.
      const isEarly = error instanceof ApiError && (error.passing || error.status === 404);
      if (!isEarly || Date.now() > giveUpAt) throw error;
      await pause(again);
    }
  }
}
