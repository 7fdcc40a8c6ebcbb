import { createHash } from 'node:crypto';
import { hearInput } from '../../../activities/hear-input.js';
import { createMessagePreviews } from '../../../activities/message-previews.js';
import { createReceivedMessages } from '../../../activities/received-messages.js';
import { createLinks } from '../../../adapters/links/index.js';
import { createLogger } from '../../../adapters/log/index.js';
import { createTextLint } from '../../../adapters/programme/text-lint.js';
import { MemoryVouchers } from '../../../adapters/remedies/voucher/memory-vouchers.js';
import { openMemoryStores } from '../../../adapters/store/memory/open.js';
import { createTemplates } from '../../../adapters/templates/index.js';
import type { ApiKey, Role } from '../../../web/api-keys.js';
import { buildServer } from '../../../web/build-server.js';
import type { ServerDependencies } from '../../../web/dependencies.js';
import { referenceOf } from '../../../web/reference.js';
import { marks } from '../../support/marks.js';
import { FakeRecoveries } from './fake-recoveries.js';

/** The hour at which everything in these tests happens, unless a test moves the clock. */
export const noon = Date.UTC(2026, 2, 2, 12);

/** The key of each role; the tests' own, and valid nowhere else. */
export const keys = {
  backend: 'key-of-the-backend',
  agent: 'key-of-the-agent',
  lead: 'key-of-the-lead',
  manager: 'key-of-the-manager',
  admin: 'key-of-the-admin',
} as const satisfies Record<Role, string>;

/** A second tenant's administrator, who must see nothing of the first. */
export const strangersKey = 'key-of-a-stranger';

export const publicUrl = 'https://care.example';

const secret = 'the secret of these tests, and of nothing else';

const sha256 = (key: string): string => createHash('sha256').update(key).digest('hex');

const apiKeys: readonly ApiKey[] = [
  { tenant: 'other', actor: 'stranger', role: 'admin', sha256: sha256(strangersKey) },
  { tenant: 'acme', actor: 'shop', role: 'backend', sha256: sha256(keys.backend) },
  { tenant: 'acme', actor: 's-104', role: 'agent', sha256: sha256(keys.agent) },
  { tenant: 'acme', actor: 's-105', role: 'lead', sha256: sha256(keys.lead) },
  { tenant: 'acme', actor: 's-007', role: 'manager', sha256: sha256(keys.manager) },
  { tenant: 'acme', actor: 's-001', role: 'admin', sha256: sha256(keys.admin) },
];

export const bearer = (key: string): { authorization: string } => ({ authorization: `Bearer ${key}` });

/** The edge over stores in memory, with a clock that stands still and recoveries that only remember. */
export async function startEdge(overrides: Partial<ServerDependencies> = {}) {
  const stores = openMemoryStores();
  const recoveries = new FakeRecoveries();
  const vouchers = new MemoryVouchers();
  const time = { now: noon };
  const logged: string[] = [];
  const signed = createLinks({ secret, publicUrl });
  const clock = { now: () => time.now };
  const templates = createTemplates(stores.programmes);
  const rendering = { ...stores, clock, ...signed, vouchers, templates };
  const deps: ServerDependencies = {
    stores,
    recoveries,
    received: createReceivedMessages(rendering),
    previews: createMessagePreviews(rendering),
    lint: createTextLint(),
    hearInput: (input) => hearInput({ ...stores, clock, recoveries, referenceOf }, input),
    ...signed,
    clock: { now: () => time.now },
    hashAddress: marks.hashAddress,
    apiKeys,
    publicUrl,
    probes: { stores: () => stores.ping() },
    isOutage: (error) => error instanceof Outage,
    log: createLogger({ level: 'debug', process: 'web', stream: { write: (line) => void logged.push(line) } }),
    ...overrides,
  };
  const app = await buildServer(deps);
  return { app, deps, stores, vouchers, recoveries, time, ...signed, logged };
}

/** What these tests' stores throw while they are away. */
export class Outage extends Error {}

export type Edge = Awaited<ReturnType<typeof startEdge>>;
