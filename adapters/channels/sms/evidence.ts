import type { Twilio } from 'twilio';
import type { Doubt, Evidence, EvidenceSource } from '../../../ports/message-channel.js';
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
      await new Promise<void>((resolve, reject) => {
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
      return found;
    },
  };
}
