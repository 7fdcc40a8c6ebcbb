import { createRequire } from 'node:module';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startProcess, type RunningProcess } from '../../../tools/dev-services/child-process.js';
import { startTwilioStandIn, type TwilioStandIn } from '../../../tools/dev-services/index.js';
import { freePort } from '../../../tools/dev-services/ports.js';
import { startMirror } from './loopback-mirror.js';
import { clientAt } from './twilio-loopback-client.js';

const sms = { to: '+12025550101', from: '+12025550100', body: 'We are looking into it. 😀' };
const messagesPath = '/2010-04-01/Accounts/{AccountSid}/Messages.json';

let folder: string;
let specification: string;
let standIn: TwilioStandIn;
let proxy: { readonly url: string; readonly process: RunningProcess };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'amends-prism-'));
  specification = join(folder, 'twilio.json');
  await writeFile(specification, await readSpecification());
  standIn = await startTwilioStandIn({ stepMs: 1 });
  proxy = await startProxy(standIn.baseUrl);
}, 60_000);
afterAll(async () => {
  await proxy.process.stop();
  await standIn.stop();
  await rm(folder, { recursive: true });
});

interface Specification {
  readonly paths: Record<string, { readonly get: { readonly responses: Record<string, ListResponse> } }>;
}
interface ListResponse {
  readonly content: Record<string, { readonly schema: { readonly properties: Record<string, { format?: string }> } }>;
}

/** Twilio's file without the one rule that Twilio's own answers break: its paging URIs are relative. */
async function readSpecification(): Promise<string> {
  const file = new URL('../../fixtures/twilio/twilio_messages_v2010.json', import.meta.url);
  const parsed = JSON.parse(await readFile(file, 'utf8')) as Specification;
  const list = parsed.paths[messagesPath]?.get.responses['200']?.content['application/json']?.schema.properties ?? {};
  for (const property of Object.values(list)) if (property.format === 'uri') delete property.format;
  return JSON.stringify(parsed);
}

/** Prism between client and stand-in: what breaks the specification, in either direction, it answers with an error. */
async function startProxy(upstream: string) {
  const cli = join(
    dirname(createRequire(import.meta.url).resolve('@stoplight/prism-cli/package.json')),
    'dist/index.js',
  );
  const port = await freePort();
  const args = [cli, 'proxy', '--errors', '-h', '127.0.0.1', '-p', String(port), specification, upstream];
  const readiness = { output: /Prism is listening/, withinMs: 30_000 };
  return { url: `http://127.0.0.1:${port}`, process: await startProcess({ file: process.execPath, args }, readiness) };
}

const client = () => clientAt(proxy.url, standIn);

describe("held to Twilio's own description of its API, the stand-in", () => {
  test('answers create, fetch and list as described, in each status', async () => {
    const { sid } = await client().messages.create(sms);
    expect(await client().messages(sid).fetch()).toMatchObject({ sid, body: sms.body });
    await standIn.settled();
    standIn.failDeliveryTo('+12025550103', 30005);
    const undelivered = await client().messages.create({ ...sms, to: '+12025550103' });
    await standIn.settled();
    expect(await client().messages(undelivered.sid).fetch()).toMatchObject({ status: 'undelivered', errorCode: 30005 });
    const listed = await client().messages.list({ to: sms.to, pageSize: 1 });
    expect(listed).toEqual([expect.objectContaining({ sid, status: 'delivered' })]);
  });

  test("passes its refusals on in Twilio's form", async () => {
    await expect(client().messages.create({ ...sms, to: 'nobody' })).rejects.toMatchObject({
      status: 400,
      code: 21211,
    });
  });
});

describe('the check itself', () => {
  test('refuses a request whose account SID has the wrong form', async () => {
    const url = `${proxy.url}/2010-04-01/Accounts/AC1/Messages.json`;
    const answer = await fetch(url, { headers: { authorization: `Basic ${btoa('AC1:token')}` } });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('accountsid');
  });

  test('refuses a request without credentials', async () => {
    const url = `${proxy.url}/2010-04-01/Accounts/${standIn.accountSid}/Messages.json`;
    expect((await fetch(url)).status).toBe(401);
  });

  const right = `SM${'0'.repeat(32)}`;
  const wrong = `SM${'z'.repeat(32)}`;

  test.each([
    ['lets an answer through whose SID has the right form', right, { sid: right }],
    [
      'catches an answer whose SID has the wrong form',
      wrong,
      { validation: [{ location: ['response', 'body', 'sid'] }] },
    ],
  ])('%s', async (_what, sid, expected) => {
    const upstream = await startMirror(() => JSON.stringify({ sid, status: 'queued' }));
    const upstreamProxy = await startProxy(upstream.url);
    const url = `${upstreamProxy.url}/2010-04-01/Accounts/${standIn.accountSid}/Messages/${right}.json`;
    const answer = await fetch(url, { headers: { authorization: `Basic ${btoa('AC1:token')}` } });
    expect(await answer.json()).toMatchObject(expected);
    await upstreamProxy.process.stop();
    await upstream.stop();
  });
}, 30_000);
