import type { Variables } from '../../config/index.js';
import { tellingOf } from '../../domain/sends/silence.js';
import type { SendRow } from '../../domain/sends/send-row.js';
import { fault, ok, skipped, warning, type Check, type Verdict } from './check.js';
import type { OpenStores } from './mongo.js';

/** So far back one looks for mails that the provider should have reported by now. Milliseconds. */
const LOOK_BACK = 3_600_000;

/** Whether the provider's reports of mails come, where they are waited for: without them its silence proves nothing. */
export function emailEventChecks({ EMAIL_EVENTS_SECONDS: seconds }: Variables, open: OpenStores): readonly Check[] {
  if (seconds === undefined) return [];
  const within = seconds * 1_000;
  return [
    {
      name: 'reports of e-mail',
      needs: ['MongoDB'],
      remedy: 'see that MongoDB answers in time, and look again',
      look: async () => {
        const now = Date.now();
        const taken = await (await open()).sends.takenSince('email', now - within - LOOK_BACK);
        return eventsVerdict(taken, now - within);
      },
    },
  ];
}

/** What it means how a provider has told of these mails, which it took; those of before `dueBefore` have had their time. */
export function eventsVerdict(taken: readonly SendRow[], dueBefore: number): Verdict {
  const told = `${taken.filter(({ reportedAt }) => reportedAt !== undefined).length} of ${taken.length}`;
  const remedy =
    'see that the provider posts to /hooks/email/events and signs with EMAIL_HOOK_SECRET (docs/provider-reports.md); ' +
    'until then a mail whose answer is lost asks a person';
  switch (tellingOf(taken, dueBefore)) {
    case 'all':
      return ok(`they come: ${told} mails of the last hour`);
    case 'some':
      return warning(`they are missing or late: ${told} mails of the last hour`, remedy);
    case 'nothing':
      return fault(`none comes: ${told} mails of the last hour`, remedy);
    case 'nobody_knows':
      return skipped('no mail of the last hour has had its time');
  }
}
