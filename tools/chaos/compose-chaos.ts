import { createActivities, type Activities } from '../../activities/create-activities.js';
import { sweep, type SweepActivities } from '../../activities/sweep.js';
import { createCalendars } from '../../adapters/calendars/index.js';
import { createEmailChannel } from '../../adapters/channels/email/index.js';
import { createSmsChannel } from '../../adapters/channels/sms/index.js';
import { createLinks } from '../../adapters/links/index.js';
import { createMarks } from '../../adapters/marks/index.js';
import { silentMetrics } from '../../adapters/metrics/index.js';
import { openMongoVouchers } from '../../adapters/remedies/voucher/mongo-vouchers.js';
import { openMongoStores } from '../../adapters/store/connect.js';
import type { Stores } from '../../adapters/store/stores.js';
import { createTemplates } from '../../adapters/templates/index.js';
import { systemClock as clock } from '../../app/compose-activities.js';
import type { WorkerSettings } from '../../config/index.js';
import type { MessageChannel } from '../../ports/message-channel.js';
import type { Recoveries } from '../../ports/recoveries.js';
import { withoutLedger } from './no-ledger.js';
import { watchedCases, watchedChannel, watchedLedger, watchedTasks, watchConnections, type Pass } from './watched.js';
import type { ChaosSettings } from './worker-settings.js';
import { referenceOf } from '../../web/reference.js';

/** What a worker of the chaos tool is made of. */
export interface ChaosParts {
  readonly settings: WorkerSettings;
  readonly chaos: ChaosSettings;
  readonly recoveries: Recoveries;
  readonly pass: Pass;
}

type EmailParts = Pick<ChaosParts, 'settings' | 'chaos'> & { readonly stores: Pick<Stores, 'sends' | 'doors'> };

/** The activities over the real adapters as `app/` wires them, with kill points around ledger, channels and stores. */
export async function composeChaos({
  settings,
  chaos,
  recoveries,
  pass,
}: ChaosParts): Promise<Activities & SweepActivities> {
  const { keySecret, publicUrl, linkSecret: secret } = settings;
  const opened = await openMongoStores(settings.mongodbUri);
  const stores = {
    ...opened,
    sends: watchedLedger(chaos.ledger ? opened.sends : withoutLedger(opened.sends), pass),
    cases: watchedCases(opened.cases, pass),
    tasks: watchedTasks(opened.tasks, pass),
  };
  const channels = {
    email: watchedChannel(emailChannel({ settings, chaos, stores: opened }), pass),
    sms: watchedChannel(smsChannel(settings, chaos), pass),
  };
  watchConnections(pass);
  const shared = { ...stores, channels, clock, ...createMarks(keySecret) };
  const activities = createActivities({
    ...shared,
    calendars: createCalendars(),
    vouchers: await openMongoVouchers(opened.connection),
    ...createLinks({ secret, publicUrl }),
    templates: createTemplates(stores.programmes),
  });
  const sweeping = { ...shared, recoveries, metrics: silentMetrics, referenceOf };
  return { ...activities, sweep: () => sweep(sweeping) };
}

function emailChannel({ settings: { smtp }, chaos, stores }: EmailParts): MessageChannel {
  const from = { name: 'Customer care', address: smtp.from };
  const takenSince = (claimedAt: number) => stores.sends.takenSince('email', claimedAt);
  const doorShutUntil = () => stores.doors.shutUntil('email_events');
  const events = chaos.evidence && { events: { within: chaos.settleMs, takenSince, doorShutUntil } };
  return createEmailChannel({ smtpUrl: smtp.url, from, clock, ...events });
}

function smsChannel({ twilio, publicUrl }: WorkerSettings, { evidence, settleMs }: ChaosSettings): MessageChannel {
  if (twilio === undefined) throw new Error('the chaos tool sends SMS and needs the stand-in of Twilio');
  const statusCallback = `${publicUrl}/hooks/twilio/status`;
  const channel = createSmsChannel({
    ...twilio,
    clock,
    listSettles: settleMs,
    ...(evidence && { statusCallback }),
  });
  if (evidence) return channel;
  const { evidence: _none, ...blind } = channel;
  return blind;
}
