import { createHash, randomBytes } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import type { temporal as protocol } from '@temporalio/proto';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { composeWeb } from '../../../app/compose-web.js';
import { composeWorker } from '../../../app/compose-worker.js';
import { readProgramme } from '../../../app/read-programme.js';
import { startSmtpStandIn, startTemporal, startTwilioStandIn } from '../../../tools/dev-services/index.js';
import type { SmtpStandIn, TwilioStandIn } from '../../../tools/dev-services/index.js';
import { freePort } from '../../../tools/dev-services/ports.js';
import { attributes, recoveryId } from '../../../workflows/contract.js';
import { ownDatabase } from '../../support/mongo.js';

Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });

/** Ten hours pass in a second: the survey, 72 hours after the resolution, comes after seven seconds. */
const PACE = 36_000;

/** A role that has a key. */
export type Role = 'backend' | 'agent' | 'admin';

/** What the API answered. */
export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** The whole product over real services on loopback: HTTP, Temporal, MongoDB, SMTP and the Twilio stand-in. */
export interface System {
  readonly url: string;
  readonly inbox: SmtpStandIn;
  readonly twilio: TwilioStandIn;
  /** Everything that web and worker are configured with, as variables. */
  readonly environment: Readonly<Record<string, string>>;
  /** Temporal, past our own gateway. */
  readonly client: Client;
  /** Each role's own. */
  readonly keys: Readonly<Record<Role, string>>;
  /** Calls the API with the key of a role. */
  call(role: Role, path: string, body?: unknown): Promise<Answer>;
  /** The history of the run of a customer's recovery, as the server keeps it. */
  history(customerId: string): Promise<protocol.api.history.v1.IHistory>;
  stop(): Promise<void>;
}

const secret = (): string => randomBytes(32).toString('hex');

/** Starts everything and publishes the shipped programme. */
export async function startSystem(): Promise<System> {
  const temporal = await startTemporal({ searchAttributes: Object.values(attributes), ui: false });
  const inbox = await startSmtpStandIn();
  const twilio = await startTwilioStandIn();
  const keys: Readonly<Record<Role, string>> = { backend: secret(), agent: secret(), admin: secret() };
  const [linkSecret, keySecret] = [secret(), secret()];
  const apiKeys = (['backend', 'agent', 'admin'] as const).map((role) => {
    return { tenant: 'acme', actor: `the-${role}`, role, sha256: sha256(keys[role]) };
  });
  const shared = {
    linkSecret,
    keySecret,
    mongodbUri: await ownDatabase(),
    logLevel: 'silent',
    temporal: { connectionOptions: { address: temporal.address }, namespace: temporal.namespace },
  } as const;
  const port = await freePort();
  const web = await composeWeb({
    ...shared,
    host: '127.0.0.1',
    port,
    drainFor: 0,
    // Known before it listens: Twilio signs the address to which it reports.
    publicUrl: `http://127.0.0.1:${port}`,
    trustedProxies: [],
    apiKeys,
    hooks: { twilio: { accountSid: twilio.accountSid, authToken: twilio.authToken } },
  });
  const url = await web.listen();
  const worker = await composeWorker({
    ...shared,
    publicUrl: url,
    keySecret,
    roles: ['recovery', 'email', 'sms'],
    smtp: { url: inbox.smtpUrl, from: 'care@larkfield.example' },
    twilio: {
      accountSid: twilio.accountSid,
      authToken: twilio.authToken,
      from: '+12025550100',
      baseUrl: twilio.baseUrl,
    },
  });
  const running = worker.run();
  const connection = await Connection.connect({ address: temporal.address });
  const client = new Client({ connection, namespace: temporal.namespace });
  const call: System['call'] = (role, path, body) => request(`${url}${path}`, keys[role], body);
  await publish(call);
  return {
    url,
    inbox,
    twilio,
    client,
    keys,
    environment: {
      HTTP_PORT: new URL(url).port,
      PUBLIC_URL: url,
      LINK_SECRET: linkSecret,
      KEY_SECRET: keySecret,
      API_KEYS: apiKeys.map(({ tenant, actor, role, sha256 }) => [tenant, actor, role, sha256].join(':')).join(),
      MONGODB_URI: shared.mongodbUri,
      TEMPORAL_ADDRESS: temporal.address,
      TEMPORAL_NAMESPACE: temporal.namespace,
      SMTP_URL: inbox.smtpUrl,
      MAIL_FROM: 'care@larkfield.example',
      TWILIO_ACCOUNT_SID: twilio.accountSid,
      TWILIO_AUTH_TOKEN: twilio.authToken,
      TWILIO_FROM: '+12025550100',
      TWILIO_BASE_URL: twilio.baseUrl,
    },
    call,
    history: (customerId) => client.workflow.getHandle(recoveryId('acme', customerId)).fetchHistory(),
    async stop() {
      worker.stop();
      await running;
      await Promise.all([web.stop(), connection.close()]);
      await Promise.all([twilio.stop(), inbox.stop(), temporal.stop()]);
    },
  };
}

async function publish(call: System['call']): Promise<void> {
  const reading = await readProgramme('programme', { pace: PACE });
  if (reading.kind === 'faulty') throw new Error('the shipped programme has faults');
  const { status, text } = await call('admin', '/v1/programmes', reading.programme);
  if (status >= 300) throw new Error(text);
}

async function request(url: string, key: string, body: unknown): Promise<Answer> {
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
  });
  return { status: response.status, text: await response.text() };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
