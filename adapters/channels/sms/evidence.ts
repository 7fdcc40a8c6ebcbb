import type { Twilio } from 'twilio';
import type { Doubt, Evidence, EvidenceSource } from '../../../ports/message-channel.js';
import type { SmsError } from './result-of-error.js';
import { endsWithMark } from './short-mark.js';

/** From which number messages went, and when the list is whole. */
export interface EvidenceSettings {
  readonly from: string;
  readonly settleMs: number;
}

/** Milliseconds by which Twilio's clock and ours may differ. */
const SKEW = 30_000;
/** Messages a page, the most that Twilio gives. */
const PAGE = 1_000;

/**
 * What Twilio's list shows of a message whose answer was lost: one from our number to this one, made since the claim,
 * whose text ends with the mark. Rejects when Twilio does not answer.
 */
export function createEvidence(client: Twilio, { from, settleMs }: EvidenceSettings): EvidenceSource {
  return {
    settleMs,
    async look({ to, mark, claimedAt }: Doubt): Promise<Evidence> {
      let found: Evidence = { kind: 'absent' };
      // Newest first, and not by the day of sending: a message that is still queued has none.
      const listed = new Promise<void>((resolve, reject) => {
        client.messages.each(
          {
            to,
            from,
            pageSize: PAGE,
            done: (error?: Error) => (error ? reject(error) : resolve()),
          },
          ({ sid, body, dateCreated }, done) => {
            const before = dateCreated.getTime() < claimedAt - SKEW;
            if (!before && endsWithMark(body, mark)) found = { kind: 'arrived', providerId: sid };
            if (before || found.kind === 'arrived') done();
          },
        );
      });
      // What Twilio says of a refusal may quote the number that was asked for, and stands in Temporal for weeks.
      await listed.catch((error: unknown) => Promise.reject(new EvidenceError(error as SmsError)));
      return found;
    },
  };
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
