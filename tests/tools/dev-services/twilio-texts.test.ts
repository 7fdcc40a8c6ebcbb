import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTwilioHook } from '../../../adapters/channels/sms/index.js';
import { startTwilioStandIn, type TwilioStandIn } from '../../../tools/dev-services/index.js';
import { marks } from '../../support/marks.js';
import { startEdge, type Edge } from '../../web/support/server.js';

const phone = '+12025550143';

let standIn: TwilioStandIn;
let edge: Edge;
beforeAll(async () => {
  standIn = await startTwilioStandIn();
});
afterAll(async () => {
  await edge.app.close();
  await standIn.stop();
});

const post = (body: unknown) =>
  fetch(`${standIn.baseUrl}/_stand-in/texts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

describe('a phone that texts to the stand-in', () => {
  it('finds nobody until somebody takes texts, and then our own door, which believes the signature', async () => {
    await expect(standIn.text({ from: phone, body: 'STOP' })).rejects.toThrow('nobody');
    // The public address is part of what is signed, so the door has to know it before it listens.
    const publicUrl = 'http://127.0.0.1:0';
    const hook = { current: createTwilioHook({ ...standIn, publicUrl, clock: { now: () => 5 } }) };
    const twilio = {
      read: (request: Parameters<typeof hook.current.read>[0]) => hook.current.read(request),
      readText: (request: Parameters<typeof hook.current.readText>[0]) => hook.current.readText(request),
    };
    edge = await startEdge({ hooks: { twilio } });
    const url = await edge.app.listen({ host: '127.0.0.1', port: 0 });
    hook.current = createTwilioHook({ ...standIn, publicUrl: url, clock: { now: () => 5 } });
    standIn.takeTextsAt(`${url}/hooks/twilio/inbound`);
    const answer = await post({ from: phone, body: 'please stop texting me' });
    expect(await answer.json()).toMatchObject({
      status: 200,
      answer: expect.stringContaining('<Response/>') as string,
    });
    expect(await edge.stores.addresses.stops(marks.hashAddress('sms', phone))).toMatchObject([{ reason: 'opted_out' }]);
  });

  it('has to say who sends what', async () => {
    expect((await post({ from: phone })).status).toBe(400);
  });

  it('posts to nobody outside of this machine', async () => {
    standIn.takeTextsAt('https://care.example/hooks/twilio/inbound');
    await expect(standIn.text({ from: phone, body: 'STOP' })).rejects.toThrow('nobody');
  });
});
