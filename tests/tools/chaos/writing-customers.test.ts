import { expect, it, vi } from 'vitest';
import { journeysOf } from '../../../tools/chaos/journeys.js';
import type { Writing } from '../../../tools/chaos/words.js';
import { WritingCustomers } from '../../../tools/chaos/writing-customers.js';
import { acceptMessage } from '../../../tools/dev-services/twilio/message.js';

const writing: Writing = { word: 'stop', channel: 'sms', after: 1 };
const journeys = journeysOf({ count: 8, occurredAt: 0, draw: () => ({}), drawWriting: () => writing });
/** The only one of them who has a phone. */
const caseId = 'chaos-00008';
const [phone = ''] = journeys.flatMap(({ report }) => report.customer.phone ?? []);

/** A customer to whom this number of texts came, and whose own are answered so, one after the other. */
function customer(texts: number, statuses: readonly number[]) {
  const sms = { to: phone, from: '+12025550199', body: 'We have it.', statusCallback: undefined };
  const left = [...statuses];
  const text = vi.fn(() => Promise.resolve({ status: left.shift() ?? 500, answer: '' }));
  const messages = Array.from({ length: texts }, () => acceptMessage(sms, 0));
  const customers = new WritingCustomers({ smtp: { mails: [] }, twilio: { messages, text } }, journeys);
  return { customers, text };
}

it.each([
  ['taken', 200],
  ['refused for good', 400],
])('a customer who was not answered texts again, and no more once the text was %s', async (_what, last) => {
  const { customers, text } = customer(1, [0, 429, 503, last, 200]);
  await vi.waitFor(() => expect(customers.heardOf(caseId)).toMatchObject({ word: 'stop', channel: 'sms' }), 5_000);
  await customers.stop();
  expect(text).toHaveBeenCalledTimes(4);
  expect(text).toHaveBeenLastCalledWith({ from: phone, body: 'STOP' });
});

it('a customer to whom nothing came writes nothing', async () => {
  const { customers, text } = customer(0, [200]);
  await customers.stop();
  expect(customers.heardOf(caseId)).toBeUndefined();
  expect(text).not.toHaveBeenCalled();
});
