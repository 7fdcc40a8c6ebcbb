import type { SendRow } from '../../../domain/sends/send-row.js';
import { tellingOf } from '../../../domain/sends/silence.js';
import type { Clock } from '../../../ports/clock.js';
import type { EvidenceSource } from '../../../ports/message-channel.js';

/** What the provider's events tell of mails. */
export interface EventSettings {
  /** Milliseconds within which they name each mail that the provider has taken. */
  readonly within: number;
  /** Mails that were claimed from this instant on and that the provider has taken, the first ones, as the ledger has them. */
  readonly takenSince: (claimedAt: number) => Promise<readonly SendRow[]>;
  /** Until when our door may have refused an event (epoch milliseconds); undefined where nobody keeps it. */
  readonly doorShutUntil: () => Promise<number | undefined>;
}

/**
 * What the silence of events shows of a mail; one that named it would have settled its row already. Events may fail to come
 * for reasons that have nothing to do with this mail: a door that is shut, another secret, a webhook that was switched off.
 * So silence counts only while they demonstrably come: at least one mail that was handed over after this one has been
 * named, and none of those waits longer than an event may take. That later ones come does not show that its own did not
 * meet a shut door, which its provider repeats minutes later: so silence about a mail of before our door last refused one
 * never counts. Else it shows nothing, and a person is asked; the sweep looks again as soon as there is more to go by.
 */
export function evidenceOfSilence(settings: EventSettings, clock: Clock): EvidenceSource {
  const { within, takenSince, doorShutUntil } = settings;
  return {
    settleMs: within,
    async look({ claimedAt }) {
      const telling = tellingOf(await takenSince(claimedAt), clock.now() - within);
      // Only now: a door notes what it may have refused before it takes the events that were just seen.
      const shutUntil = await doorShutUntil();
      const heardAll = shutUntil !== undefined && shutUntil < claimedAt;
      return { kind: telling === 'all' && heardAll ? 'absent' : 'unknown' };
    },
  };
}
