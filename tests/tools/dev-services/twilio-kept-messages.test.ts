import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startTwilioStandIn } from '../../../tools/dev-services/index.js';
import { clientAt } from './twilio-loopback-client.js';

const sms = { to: '+12025550101', from: '+12025550100', body: 'We are looking into it.' };

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'amends-sms-'));
  file = join(folder, 'sms.json');
});
afterEach(() => rm(folder, { recursive: true }));

describe('the Twilio stand-in over a file', () => {
  test('knows the messages of an earlier run, each as it stood', async () => {
    const first = await startTwilioStandIn({ stepMs: 1, file });
    const { sid } = await clientAt(first.baseUrl, first).messages.create(sms);
    await first.settled();
    await first.stop();
    const second = await startTwilioStandIn({ file });
    expect(await clientAt(second.baseUrl, second).messages(sid).fetch()).toMatchObject({ status: 'delivered', ...sms });
    await second.stop();
  });

  test('knows a message that was accepted before it went without warning', async () => {
    const first = await startTwilioStandIn({ stepMs: 60_000, file });
    const { sid } = await clientAt(first.baseUrl, first).messages.create(sms);
    const second = await startTwilioStandIn({ file });
    expect(second.messages).toMatchObject([{ sid, status: 'queued' }]);
    await Promise.all([first.stop(), second.stop()]);
  });

  test('forgets them without one', async () => {
    const first = await startTwilioStandIn();
    await clientAt(first.baseUrl, first).messages.create(sms);
    await first.stop();
    const second = await startTwilioStandIn();
    expect(second.messages).toEqual([]);
    await second.stop();
  });

  test('does not start over a file that is no list of messages', async () => {
    await writeFile(file, 'not JSON');
    await expect(startTwilioStandIn({ file })).rejects.toThrow();
  });
});
