import { setTimeout as pause } from 'node:timers/promises';
import { Api, ApiError } from '../demo/api.js';
import type { IncidentReport } from '../demo/incidents.js';
import type { ApiKeys } from '../demo/keys.js';
import type { Channel } from '../../domain/contact/channels.js';
import { requests, type Answer, type Request } from './answers.js';
import type { DeadAddress } from './dead-addresses.js';
import { Numbers } from './numbers.js';
import type { Writing } from './words.js';

/** One customer of a run, with what is reported for them. */
export interface Journey {
  readonly caseId: string;
  readonly customerId: string;
  readonly report: IncidentReport;
  /** Those of the customer's addresses that refuse for good. */
  readonly dead: readonly (readonly [address: string, dead: DeadAddress])[];
  /** What the customer writes back; missing: nothing. */
  readonly writing?: Writing;
}

/** What a run has customers of. */
export interface Cast {
  readonly count: number;
  /** When all of it happened; epoch milliseconds. */
  readonly occurredAt: number;
  /** Draws which of a customer's addresses refuse for good. */
  readonly draw: (channels: readonly Channel[]) => Dead;
  /** Draws whether and how a customer writes back; default: nobody does. */
  readonly drawWriting?: (channels: readonly Channel[]) => Writing | undefined;
}

type Dead = Readonly<Partial<Record<Channel, DeadAddress>>>;

/** The customers of a run: most by e-mail, some by SMS, some by both. */
export function journeysOf({ count, occurredAt, draw, drawWriting }: Cast): readonly Journey[] {
  const numbers = new Numbers();
  return Array.from({ length: count }, (_, at) => {
    const caseId = `chaos-${String(at + 1).padStart(5, '0')}`;
    const channels = channelsOf(at);
    const drawn = draw(channels);
    const writing = drawWriting?.(channels);
    const email = `${caseId}@customers.example`;
    const isAlone = drawn.sms !== undefined || writing?.channel === 'sms';
    const phone = channels.includes('sms') ? numbers.next(isAlone) : undefined;
    const report: IncidentReport = {
      id: caseId,
      source: 'feedback_form',
      category: categories[at % categories.length] ?? 'billing',
      severity: 'medium',
      occurredAt: new Date(occurredAt).toISOString(),
      customer: {
        id: `customer-of-${caseId}`,
        locale: 'en-US',
        timeZone: 'America/New_York',
        ...(channels.includes('email') && { email }),
        ...(phone && { phone: phone.number }),
      },
    };
    const dead = [
      ...(drawn.email ? [[email, drawn.email] as const] : []),
      ...(drawn.sms && phone?.isOwn === true ? [[phone.number, drawn.sms] as const] : []),
    ];
    // A text from a phone that others have as well would be theirs too; an address that refuses takes no confirmation.
    const isFit = writing?.channel === 'sms' ? phone?.isOwn === true : true;
    const writes = writing && isFit && drawn[writing.channel] === undefined;
    return { caseId, customerId: report.customer.id, report, dead, ...(writes && { writing }) };
  });
}

function channelsOf(at: number): readonly Channel[] {
  const byMail = at % 10 < 7 || at % 10 === 9;
  return [...(byMail ? (['email'] as const) : []), ...(at % 10 < 7 ? [] : (['sms'] as const))];
}

const categories = ['billing', 'late_delivery', 'account', 'slow_reply'] as const;

/** Where journeys are reported, and who looks after them. */
export interface Desk {
  readonly url: string;
  readonly keys: ApiKeys;
}

/** Milliseconds until the same is asked again, and the longest that anybody does: a record may pause for five minutes. */
const again = 400;
const longest = 360_000;

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
