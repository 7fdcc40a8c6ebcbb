import type { Twilio } from 'twilio';
import type { MessageInstance } from 'twilio/lib/rest/api/v2010/account/message.js';
import type { Doubt, Evidence, EvidenceSource } from '../../../ports/message-channel.js';
import { codeOfFailure, type SmsError } from './result-of-error.js';
import { endsWithMark } from './short-mark.js';
import { kinds } from './statuses.js';

/** A message of the list, as far as it is looked at. */
type Shown = Pick<MessageInstance, 'sid' | 'status' | 'errorCode'>;

/** From which number messages went, and when the list is whole. */
export interface EvidenceSettings {
  readonly from: string;
  readonly settleMs: number;
}

/** Milliseconds by which Twilio's clock and ours may differ. */
const SKEW = 30_000;
/** Messages a page, the most that Twilio gives. */
const PAGE = 1_000;
/** Messages from our number to one other that are looked through; behind them the list proves nothing. */
const MOST = 5 * PAGE;

/**
 * What Twilio's list shows of a message whose answer was lost: one from our number to this one, made since the claim,
 * whose text ends with the mark. The list is in the order of sending, in which a message that is still queued has no place
 * that could be relied on: all of it is looked through. Rejects when Twilio does not answer.
 */
export function createEvidence(client: Twilio, { from, settleMs }: EvidenceSettings): EvidenceSource {
  return {
    settleMs,
    async look({ to, mark, claimedAt }: Doubt): Promise<Evidence> {
      let found: Evidence | undefined;
      let seen = 0;
      // Not by the day of sending either: a message that is still queued has none.
      const listed = new Promise<void>((resolve, reject) => {
        client.messages.each(
          {
            to,
            from,
            pageSize: PAGE,
            done: (error?: Error) => (error ? reject(error) : resolve()),
          },
          (message, done) => {
            seen += 1;
            const isOlder = message.dateCreated.getTime() < claimedAt - SKEW;
            if (!isOlder && endsWithMark(message.body, mark)) found = shownBy(message);
            if (found?.kind === 'arrived' || seen === MOST) done();
          },
        );
      });
      // What Twilio says of a refusal may quote the number that was asked for, and stands in Temporal for weeks.
      await listed.catch((error: unknown) => Promise.reject(new EvidenceError(error as SmsError)));
      return found ?? { kind: seen < MOST ? 'absent' : 'unknown' };
    },
  };
}

function shownBy({ sid: providerId, status, errorCode }: Shown): Evidence {
  return kinds[status] === 'failed'
    ? { kind: 'failed', providerId, code: codeOfFailure(errorCode) }
    : { kind: 'arrived', providerId };
}

/** Thrown when Twilio does not show its messages; `status` and `code` are all that is kept of its answer. */
class EvidenceError extends Error {
  override readonly name = 'EvidenceError';
  /** HTTP status; missing when no answer came. */
  readonly status?: number;
  /** Twilio's own number, or the name of a system error. */
  readonly code?: number | string;

  constructor({ status, code }: SmsError) {
    // Its numbers have five digits, a phone number has more.
    const isName = code !== undefined && /^(?:\d{5}|E[A-Z_]{1,30})$/.test(String(code));
    const known = [...(typeof status === 'number' ? [`HTTP ${status}`] : []), ...(isName ? [String(code)] : [])];
    super(`Twilio does not show its messages: ${known.join(', ') || 'what it answered is no list'}`);
    if (typeof status === 'number') this.status = status;
    if (isName) this.code = code;
  }
}
