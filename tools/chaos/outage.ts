import { setTimeout as pause } from 'node:timers/promises';
import type { MongoStores } from '../../adapters/store/connect.js';
import type { SendState } from '../../domain/sends/send-row.js';
import type { Services } from './services.js';

/** How an outage of both providers went. */
export interface OutageEnd {
  /** Milliseconds. */
  readonly lasted: number;
  /** Messages that waited for its end. */
  readonly backlog: number;
  /** Milliseconds from its end until the last of them had been handed over. */
  readonly drained: number;
}

/** What an outage works on. */
export type OutageScene = Pick<Services, 'smtp' | 'twilio'> & {
  readonly stores: MongoStores;
  readonly tenant: string;
  /** Milliseconds that are waited for the backlog at most. */
  readonly patience: number;
};

const look = 200;
/** Rows of messages that are still to go out, unless they were refused for good. */
const waiting: readonly SendState[] = ['claimed', 'rejected'];
const page = { limit: 200 };

/** Lets nobody listen for mails and SMS for a while, and waits until what has piled up is handed over. */
export async function outage(scene: OutageScene, ms: number): Promise<OutageEnd> {
  const { smtp, twilio } = scene;
  await Promise.all([smtp.refuseConnections(true), twilio.refuseConnections(true)]);
  await pause(ms);
  const backlog = await waitingKeys(scene);
  await Promise.all([smtp.refuseConnections(false), twilio.refuseConnections(false)]);
  const endedAt = Date.now();
  const isLeft = async () => (await waitingKeys(scene)).some((key) => backlog.includes(key));
  while ((await isLeft()) && Date.now() < endedAt + scene.patience) await pause(look);
  return { lasted: ms, backlog: backlog.length, drained: Date.now() - endedAt };
}

async function waitingKeys({ stores, tenant }: OutageScene): Promise<readonly string[]> {
  const keys: string[] = [];
  for (const state of waiting) {
    let cursor: string | undefined;
    do {
      const { items, next } = await stores.sends.inState(tenant, state, { ...page, ...(cursor && { cursor }) });
      keys.push(...items.filter(({ permanent }) => permanent !== true).map(({ key }) => key));
      cursor = next;
    } while (cursor !== undefined);
  }
  return keys;
}
