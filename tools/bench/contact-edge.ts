import { createHash, randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { openRequestMetrics } from '../../adapters/metrics/index.js';
import type { Stores } from '../../adapters/store/stores.js';
import { buildServer } from '../../web/build-server.js';
import { NOW, TENANT } from './contact-customers.js';

/** A web edge that listens, with the key of a backend. */
export interface ContactEdge {
  readonly url: string;
  readonly authorization: string;
  readonly close: () => Promise<void>;
}

/** Nothing that is measured comes here. */
const nobody = (): Promise<never> => Promise.reject(new Error('the benchmark asks about contacts alone'));

/** Starts the product's own server on loopback; what contact decisions do not need is missing. */
export async function listen(stores: Stores): Promise<ContactEdge> {
  const key = `bench-${randomBytes(16).toString('hex')}`;
  const sha256 = createHash('sha256').update(key).digest('hex');
  const app = await buildServer({
    stores,
    recoveries: { report: nobody, command: nobody, receipt: nobody, answer: nobody, tell: nobody },
    received: { ofCase: nobody, ofSlot: nobody },
    hearInput: nobody,
    links: { url: () => '', read: () => undefined },
    unsubscribeLinks: { url: () => '', read: () => undefined },
    caseLinks: { url: () => '', read: () => undefined },
    clock: { now: () => NOW },
    hashAddress: () => '',
    apiKeys: [{ tenant: TENANT, actor: 'bench', role: 'backend', sha256 }],
    publicUrl: 'http://127.0.0.1',
    probes: {},
    isOutage: () => false,
    metrics: openRequestMetrics().metrics,
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, authorization: `Bearer ${key}`, close: () => app.close() };
}
