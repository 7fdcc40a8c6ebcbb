import type { SendReport } from '../../../domain/sends/send-row.js';

/** What each status of Twilio says of a message; the others say nothing that the answer to the hand-over did not. */
export const kinds: Readonly<Record<string, SendReport['kind']>> = {
  sent: 'taken',
  delivered: 'delivered',
  undelivered: 'failed',
  failed: 'failed',
};
