import { afterEach, beforeEach, expect, it } from 'vitest';
import { createSmsChannel, createTwilioHook } from '../../../adapters/channels/sms/index.js';
import type { DeliverInput } from '../../../activities/contract.js';
import type { MessageChannel } from '../../../ports/message-channel.js';
import { startTwilioStandIn, type TwilioStandIn } from '../../../tools/dev-services/index.js';
import { freePort } from '../../../tools/dev-services/ports.js';
import { aSend, Desk } from '../../activities/support/desk.js';
import { FakeChannel } from '../../support/fake-channel.js';
import { startEdge, type Edge } from '../support/server.js';

const clock = { now: () => Date.now() };
const phone = '+12025550143';

let twilio: TwilioStandIn;
let sms: MessageChannel;
let desk: Desk;
let edge: Edge;
let order: DeliverInput;
beforeEach(async () => {
  twilio = await startTwilioStandIn({ stepMs: 5 });
  const { accountSid, authToken, baseUrl } = twilio;
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const statusCallback = `${publicUrl}/hooks/twilio/status`;
  sms = createSmsChannel({ accountSid, authToken, baseUrl, from: '+12025550100', statusCallback, clock });
  desk = new Desk({ clock, channels: { email: new FakeChannel('email'), sms } });
  const hooks = { twilio: createTwilioHook({ accountSid, authToken, publicUrl, clock }) };
  edge = await startEdge({ stores: desk.stores, hooks, publicUrl, clock });
  await edge.app.listen({ host: '127.0.0.1', port });
  order = aSend(await desk.publish(), { channel: 'sms' });
  await desk.reported({ customer: { id: 'cust-1', locale: 'en', phone } });
});
afterEach(async () => {
  await twilio.stop();
  await Promise.all([edge.app.close(), sms.close()]);
});

const attempt = () => desk.run(() => desk.activities.deliver(order));
const row = () => desk.row('1/acknowledgement/1/sms');

it('a message whose answer was lost is settled by its callback, and the next attempt finds it delivered', async () => {
  twilio.failNext('reset_after_accept');
  // Nobody knows what became of it, and Twilio's list cannot be asked yet.
  await expect(attempt()).rejects.toMatchObject({ type: 'Unproved' });
  await twilio.settled();
  expect(await row()).toMatchObject({ state: 'delivered', providerId: twilio.messages[0]?.sid });
  expect(await attempt()).toMatchObject({ kind: 'accepted' });
  expect([...twilio.copiesByMark().values()]).toEqual([1]);
});

it('a message whose answer was lost and of which no callback comes stays in doubt', async () => {
  twilio.failNext('reset_after_accept');
  await edge.app.close();
  await expect(attempt()).rejects.toMatchObject({ type: 'Unproved' });
  await twilio.settled();
  expect(await row()).toMatchObject({ state: 'in_doubt' });
});

it('an undelivered message and a number that has opted out fail, and the number gets nothing more', async () => {
  twilio.failDeliveryTo(phone, 21610);
  expect(await attempt()).toMatchObject({ kind: 'accepted' });
  await twilio.settled();
  expect(await row()).toMatchObject({ state: 'failed', code: 'opted_out' });
  expect(edge.recoveries.told).toMatchObject([{ type: 'delivery_failed', customerId: 'cust-1', code: 'opted_out' }]);
  const next = { ...order, order: { ...order.order, ordinal: 2 } };
  expect(await desk.run(() => desk.activities.deliver(next))).toEqual({ kind: 'skipped', reason: 'opted_out' });
  expect(twilio.messages).toHaveLength(1);
});
