import { counted } from '../activities/counted.js';
import { createActivities } from '../activities/create-activities.js';
import { sweep } from '../activities/sweep.js';
import type { SweepActivities } from '../activities/sweep.js';
import type { Activities } from '../activities/create-activities.js';
import { createCalendars } from '../adapters/calendars/index.js';
import { createEmailChannel } from '../adapters/channels/email/index.js';
import { createSmsChannel } from '../adapters/channels/sms/index.js';
import { createLinks } from '../adapters/links/index.js';
import { createMarks } from '../adapters/marks/index.js';
import { openMongoVouchers } from '../adapters/remedies/voucher/mongo-vouchers.js';
import { openMongoStores } from '../adapters/store/connect.js';
import type { Stores } from '../adapters/store/stores.js';
import { createTemplates } from '../adapters/templates/index.js';
import type { WorkerSettings } from '../config/index.js';
import type { Clock } from '../ports/clock.js';
import type { MessageChannel } from '../ports/message-channel.js';
import { referenceOf } from '../web/reference.js';
import type { RecoveryMetrics } from '../ports/metrics.js';
import type { Recoveries } from '../ports/recoveries.js';

/** The clock of this machine. */
export const systemClock: Clock = { now: () => Date.now() };

/** Activities over real adapters, with what has to be released after them. */
export interface ComposedActivities {
  readonly activities: Activities & SweepActivities;
  /** Releases connections; no activity runs afterwards. */
  close(): Promise<void>;
}

/** The name that mails come from; whose words they are, each text says itself. */
const FROM_NAME = 'Customer care';

/** The part of a worker's settings that its activities need. */
export type ActivitySettings = Omit<WorkerSettings, 'temporal' | 'roles' | 'logLevel'>;

/** Wires all adapters of a worker. Rejects when the database does not answer. */
export async function composeActivities(
  settings: ActivitySettings,
  recoveries: Recoveries,
  metrics: RecoveryMetrics,
): Promise<ComposedActivities> {
  const { keySecret, publicUrl, linkSecret: secret } = settings;
  const stores = await openMongoStores(settings.mongodbUri);
  const channels = { email: emailChannel(settings, stores), sms: smsChannel(settings) };
  const activities = createActivities({
    ...stores,
    clock: systemClock,
    calendars: createCalendars(),
    vouchers: await openMongoVouchers(stores.connection),
    ...createLinks({ secret, publicUrl }),
    templates: createTemplates(stores.programmes),
    channels,
    ...createMarks(keySecret),
  });
  const close = async (): Promise<void> => {
    await Promise.all([channels.email.close(), channels.sms.close()]);
    await stores.close();
  };
  const around = { channels, clock: systemClock, recoveries, metrics, referenceOf };
  const sweeping = { ...stores, ...createMarks(keySecret), ...around };
  const uncounted = { ...activities, sweep: () => sweep(sweeping) };
  return { activities: counted(uncounted, { metrics, cases: stores.cases, clock: systemClock }), close };
}

function emailChannel({ smtp }: Pick<WorkerSettings, 'smtp'>, stores: Pick<Stores, 'sends' | 'doors'>): MessageChannel {
  const { url: smtpUrl, from: address, eventsWithin: within, ...optional } = smtp;
  const events = {
    takenSince: (claimedAt: number) => stores.sends.takenSince('email', claimedAt),
    doorShutUntil: () => stores.doors.shutUntil('email_events'),
  };
  return createEmailChannel({
    smtpUrl,
    from: { name: FROM_NAME, address },
    clock: systemClock,
    ...optional,
    ...(within !== undefined && { events: { within, ...events } }),
  });
}

/** Without Twilio no SMS leaves: the next channel, or a person, has to reach the customer. */
function smsChannel({ twilio, publicUrl }: Pick<WorkerSettings, 'twilio' | 'publicUrl'>): MessageChannel {
  if (twilio !== undefined) {
    // Twilio itself reports over the public internet alone; its stand-in reports to this machine.
    const reachable = publicUrl.startsWith('https:') || twilio.baseUrl !== undefined;
    const statusCallback = `${publicUrl}/hooks/twilio/status`;
    return createSmsChannel({ ...twilio, clock: systemClock, ...(reachable && { statusCallback }) });
  }
  return {
    channel: 'sms',
    reportsDelivery: false,
    deliver: () => Promise.resolve({ kind: 'rejected', permanent: true, code: 'not_configured' }),
    close: () => Promise.resolve(),
  };
}
