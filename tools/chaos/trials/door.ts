import { createMessagePreviews } from '../../../activities/message-previews.js';
import { createReceivedMessages } from '../../../activities/received-messages.js';
import { createEmailHook } from '../../../adapters/channels/email/index.js';
import { createTwilioHook } from '../../../adapters/channels/sms/index.js';
import { createTextLint } from '../../../adapters/programme/text-lint.js';
import { MemoryVouchers } from '../../../adapters/remedies/voucher/memory-vouchers.js';
import { createTemplates } from '../../../adapters/templates/index.js';
import type { Stores } from '../../../adapters/store/stores.js';
import { systemClock as clock } from '../../../app/compose-activities.js';
import { buildServer } from '../../../web/build-server.js';
import { freePort, loopback } from '../../dev-services/ports.js';
import { links, marks } from './sender.js';

/** The doors of both providers, and what they sign with. */
export interface Door {
  readonly twilioCallback: string;
  readonly emailEvents: string;
  close(): Promise<void>;
}

/** The secret of the provider of e-mail, made for these trials and valid nowhere else. */
export const emailSecret = `whsec_${Buffer.from('the secret of these trials only.').toString('base64')}`;

/** No case runs here, and nothing that is tried is for one to hear. */
const nobody = () => Promise.reject(new Error('there is no recovery to tell'));
const recoveries = { report: nobody, command: nobody, receipt: nobody, answer: nobody, tell: nobody };

/** Opens the product's web edge over these stores, for an account of Twilio where there is one. */
export async function openDoor(
  stores: Stores,
  account?: { readonly accountSid: string; readonly authToken: string },
): Promise<Door> {
  const port = await freePort();
  const publicUrl = `http://${loopback}:${port}`;
  const templates = createTemplates(stores.programmes);
  const rendering = { ...stores, clock, ...links, vouchers: new MemoryVouchers(), templates };
  const app = await buildServer({
    stores,
    recoveries,
    hearInput: () => Promise.resolve(),
    received: createReceivedMessages(rendering),
    previews: createMessagePreviews(rendering),
    lint: createTextLint(),
    ...links,
    clock,
    hashAddress: marks.hashAddress,
    hooks: {
      email: createEmailHook({ secrets: [emailSecret], clock }),
      ...(account !== undefined && { twilio: createTwilioHook({ ...account, publicUrl, clock }) }),
    },
    apiKeys: [],
    publicUrl,
    probes: {},
    isOutage: () => false,
  });
  await app.listen({ host: loopback, port });
  return {
    twilioCallback: `${publicUrl}/hooks/twilio/status`,
    emailEvents: `${publicUrl}/hooks/email/events`,
    close: () => app.close(),
  };
}
