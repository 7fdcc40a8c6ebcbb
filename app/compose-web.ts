import { setTimeout as pause } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { hearInput } from '../activities/hear-input.js';
import { createMessagePreviews, type PreviewSources } from '../activities/message-previews.js';
import { createReceivedMessages, type ReceivedSources } from '../activities/received-messages.js';
import { createEmailHook } from '../adapters/channels/email/index.js';
import { createTwilioHook } from '../adapters/channels/sms/index.js';
import { createContextSources } from '../adapters/context/index.js';
import { createLinks } from '../adapters/links/index.js';
import { createMarks } from '../adapters/marks/index.js';
import { openRequestMetrics, serveMetrics } from '../adapters/metrics/index.js';
import { createTextLint } from '../adapters/programme/text-lint.js';
import { openMongoVouchers } from '../adapters/remedies/voucher/mongo-vouchers.js';
import { openMongoStores } from '../adapters/store/connect.js';
import { isStoreOutage } from '../adapters/store/outage.js';
import { createTemplates } from '../adapters/templates/index.js';
import { TemporalRecoveryClient } from '../client/index.js';
import type { WebSettings } from '../config/index.js';
import { referenceOf } from '../web/reference.js';
import { buildServer } from '../web/build-server.js';
import { systemClock } from './compose-activities.js';
import { startLog } from './start-log.js';

/** A web process: it answers from `listen` until `stop`. */
export interface ComposedWeb {
  /** Starts to listen, and gives the address. */
  listen(): Promise<string>;
  /**
   * Says that it is not ready, goes on answering for as long as whoever balances the load needs to notice, then lets
   * requests under way finish and releases everything.
   */
  stop(): Promise<void>;
}

/** Wires the web edge. Rejects when MongoDB or Temporal does not answer. */
export async function composeWeb(settings: WebSettings): Promise<ComposedWeb> {
  const { host, port, trustedProxies, publicUrl, linkSecret, apiKeys, drainFor } = settings;
  const { connectionOptions, namespace = 'default' } = settings.temporal;
  const connection = await Connection.connect(connectionOptions);
  const stores = await openMongoStores(settings.mongodbUri);
  const recoveries = new TemporalRecoveryClient(new Client({ connection, namespace }));
  const links = createLinks({ secret: linkSecret, publicUrl });
  const vouchers = await openMongoVouchers(stores.connection);
  const book = openRequestMetrics();
  let draining = false;
  const app = await buildServer({
    stores,
    recoveries,
    hearInput: (input) => hearInput({ ...stores, clock: systemClock, recoveries, referenceOf }, input),
    ...textsOf({ ...stores, ...links, vouchers, clock: systemClock }),
    ...links,
    clock: systemClock,
    ...(settings.context && { context: createContextSources({ ...settings.context, clock: systemClock }) }),
    hashAddress: createMarks(settings.keySecret).hashAddress,
    hooks: hooksOf(settings),
    apiKeys,
    publicUrl,
    trustedProxies,
    probes: { mongodb: () => stores.ping(), temporal: () => connection.workflowService.getSystemInfo({}) },
    isOutage: isStoreOutage,
    log: startLog(settings, 'web'),
    metrics: book.metrics,
    isDraining: () => draining,
  });
  const metrics = settings.metrics && (await serveMetrics(settings.metrics, book, () => true));
  return {
    listen: () => app.listen({ host, port }),
    stop: async () => {
      draining = true;
      await pause(drainFor);
      await app.close();
      await Promise.all([metrics?.close(), stores.close(), connection.close()]);
    },
  };
}

/** What staff read of what customers get, and of what they write to them. */
function textsOf(parts: Omit<PreviewSources & ReceivedSources, 'templates'>) {
  const sources = { ...parts, templates: createTemplates(parts.programmes) };
  const previews = createMessagePreviews(sources);
  return { received: createReceivedMessages(sources), previews, lint: createTextLint() };
}

/** The doors of the providers whose secrets we know. */
function hooksOf({ hooks: { twilio, emailSecrets }, publicUrl }: Pick<WebSettings, 'hooks' | 'publicUrl'>) {
  const clock = systemClock;
  return {
    ...(twilio !== undefined && { twilio: createTwilioHook({ ...twilio, publicUrl, clock }) }),
    ...(emailSecrets !== undefined && { email: createEmailHook({ secrets: emailSecrets, clock }) }),
  };
}
