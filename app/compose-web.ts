import { Client, Connection } from '@temporalio/client';
import { createSurveyLinks } from '../adapters/links/index.js';
import { openMongoStores } from '../adapters/store/connect.js';
import { isStoreOutage } from '../adapters/store/outage.js';
import { TemporalRecoveryClient } from '../client/index.js';
import type { WebSettings } from '../config/index.js';
import { buildServer } from '../web/build-server.js';
import { systemClock } from './compose-activities.js';

/** A web process: it answers from `listen` until `stop`. */
export interface ComposedWeb {
  /** Starts to listen, and gives the address. */
  listen(): Promise<string>;
  /** Lets requests under way finish, then releases everything. */
  stop(): Promise<void>;
}

/** Wires the web edge. Rejects when MongoDB or Temporal does not answer. */
export async function composeWeb(settings: WebSettings): Promise<ComposedWeb> {
  const { host, port, trustedProxies, publicUrl, linkSecret: secret, apiKeys, logLevel } = settings;
  const { connectionOptions, namespace = 'default' } = settings.temporal;
  const connection = await Connection.connect(connectionOptions);
  const stores = await openMongoStores(settings.mongodbUri);
  const app = await buildServer({
    stores,
    recoveries: new TemporalRecoveryClient(new Client({ connection, namespace })),
    links: createSurveyLinks({ secret, publicUrl }),
    clock: systemClock,
    apiKeys,
    publicUrl,
    trustedProxies,
    probes: {
      mongodb: () => stores.ping(),
      temporal: () => connection.workflowService.getSystemInfo({}),
    },
    isOutage: isStoreOutage,
    log: { level: logLevel },
  });
  return {
    listen: () => app.listen({ host, port }),
    stop: async () => {
      await app.close();
      await Promise.all([stores.close(), connection.close()]);
    },
  };
}
