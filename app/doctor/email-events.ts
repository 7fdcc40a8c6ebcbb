import type { Variables } from '../../config/index.js';
import { utc } from '../../domain/instant-words.js';
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
        const { sends, doors } = await open();
        const taken = await sends.takenSince('email', now - within - LOOK_BACK);
        return eventsVerdict(taken, now - within, await doors.shutUntil('email_events'));
      },
    },
  ];
}

/**
 * What it means how a provider has told of these mails, which it took; those of before `dueBefore` have had their time, and
 * our door may have refused reports until `shutUntil`.
 */
export function eventsVerdict(taken: readonly SendRow[], dueBefore: number, shutUntil: number | undefined): Verdict {
  const told = `${taken.filter(({ reportedAt }) => reportedAt !== undefined).length} of ${taken.length}`;
  const remedy =
    'see that the provider posts to /hooks/email/events and signs with EMAIL_HOOK_SECRET (docs/provider-reports.md); ' +
    'until then a mail whose answer is lost asks a person';
  switch (tellingOf(taken, dueBefore)) {
    case 'all':
      return ok(`they come: ${told} mails of the last hour${doorWords(shutUntil)}`);
    case 'some':
      return warning(`they are missing or late: ${told} mails of the last hour`, remedy);
    case 'nothing':
      return fault(`none comes: ${told} mails of the last hour`, remedy);
    case 'nobody_knows':
      return skipped('no mail of the last hour has had its time');
  }
}

/** A restart, a refusal or a forged report costs evidence of what was on its way, and is no fault by itself. */
function doorWords(shutUntil: number | undefined): string {
  if (shutUntil === undefined) return '; no web edge has yet noted since when its door for them is open';
  return `; since ${utc(shutUntil)} the door for them has refused none`;
}
