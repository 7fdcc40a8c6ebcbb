import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { validateRequest } from 'twilio/lib/webhooks/webhooks.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startTwilioStandIn, type TwilioStandIn } from '../../../tools/dev-services/index.js';
import { listen } from '../../../tools/dev-services/ports.js';
import { clientAt } from './twilio-loopback-client.js';

const to = '+12025550101';
const from = '+12025550100';

interface Report {
  readonly form: Record<string, string>;
  readonly signature: string;
  readonly path: string;
}

let standIn: TwilioStandIn;
let receiver: Server;
let url: string;
let reports: Report[];
/** What the receiver answers. */
let answer: number;

beforeEach(async () => {
  standIn = await startTwilioStandIn({ stepMs: 1 });
  reports = [];
  answer = 204;
  receiver = createServer((request, response) => {
    void text(request).then((body) => {
      const form = Object.fromEntries(new URLSearchParams(body));
      reports.push({ form, signature: String(request.headers['x-twilio-signature']), path: request.url ?? '' });
      response.writeHead(answer, answer === 307 ? { location: '/elsewhere' } : {}).end();
    });
  });
  url = `http://127.0.0.1:${await listen(receiver)}/hooks/twilio/status?k=a%2Fb&v=1`;
});
afterEach(async () => {
  await standIn.stop();
  receiver.close();
  receiver.closeAllConnections();
  await once(receiver, 'close');
});

const create = (statusCallback = url) =>
  clientAt(standIn.baseUrl, standIn).messages.create({ to, from, body: 'We are looking into it.', statusCallback });
const statuses = () => reports.map(({ form }) => form['MessageStatus']);

describe('a status callback of the Twilio stand-in', () => {
  test('reports each status after the first, signed for exactly the URL that was given, with its query', async () => {
    const { sid } = await create();
    await standIn.settled();
    expect(statuses()).toEqual(['sent', 'delivered']);
    for (const { form, signature, path } of reports) {
      expect(path).toBe('/hooks/twilio/status?k=a%2Fb&v=1');
      expect(form).toMatchObject({ MessageSid: sid, AccountSid: standIn.accountSid, To: to, From: from });
      expect(validateRequest(standIn.authToken, signature, url, form)).toBe(true);
      expect(validateRequest(standIn.authToken, signature, `${url}x`, form)).toBe(false);
      expect(validateRequest(standIn.authToken, signature, url.replace(/\?.*/, ''), form)).toBe(false);
    }
  });

  test.each([[30003], [30005], [30006], [30007]])('reports a failed delivery as undelivered with %i', async (code) => {
    standIn.failDeliveryTo(to, code);
    const { sid } = await create();
    await standIn.settled();
    expect(statuses()).toEqual(['sent', 'undelivered']);
    expect(reports.map(({ form }) => form['ErrorCode'])).toEqual([undefined, String(code)]);
    const message = await clientAt(standIn.baseUrl, standIn).messages(sid).fetch();
    expect(message).toMatchObject({ status: 'undelivered', errorCode: code });
  });

  test('reports no receipt of a number that gives none, and the message stays sent', async () => {
    standIn.silenceFor(to);
    await create();
    await standIn.settled();
    expect(statuses()).toEqual(['sent']);
    expect(standIn.messages).toMatchObject([{ status: 'sent' }]);
  });

  test.each([[500], [307]])('that is answered %i is not repeated, and the message goes its way', async (status) => {
    answer = status;
    await create();
    await standIn.settled();
    expect(statuses()).toEqual(['sent', 'delivered']);
    expect(standIn.messages).toMatchObject([{ status: 'delivered' }]);
  });

  test('goes to nobody outside this machine', async () => {
    await create('http://hooks.customers.example/sms');
    await standIn.settled();
    expect(standIn.messages[0]?.status).toBe('delivered');
    expect(reports).toEqual([]);
  });
});

describe('callbacks of the Twilio stand-in that go wrong', () => {
  test('come all before the response', async () => {
    standIn.failNext('callbacks_before_response');
    expect(await create()).toMatchObject({ status: 'queued' });
    expect(statuses()).toEqual(['sent', 'delivered']);
  });

  test('do not hold the response up otherwise', async () => {
    await standIn.stop();
    standIn = await startTwilioStandIn({ stepMs: 60_000 });
    expect(await create()).toMatchObject({ status: 'queued' });
    expect(statuses()).toEqual([]);
  });

  test('come several times each', async () => {
    standIn.failNext({ callbackCopies: 3 });
    await create();
    await standIn.settled();
    expect(statuses()).toEqual(['sent', 'sent', 'sent', 'delivered', 'delivered', 'delivered']);
    expect(standIn.messages).toHaveLength(1);
  });

  test('come last one first, each as it stood at its time', async () => {
    standIn.failDeliveryTo(to, 30003);
    standIn.failNext('callbacks_reversed');
    await create();
    await standIn.settled();
    expect(statuses()).toEqual(['undelivered', 'sent']);
    expect(reports.map(({ form }) => form['ErrorCode'])).toEqual(['30003', undefined]);
    for (const { form, signature } of reports)
      expect(validateRequest(standIn.authToken, signature, url, form)).toBe(true);
  });

  test.each(['server_error_after_accept', 'reset_after_accept', 'hang_after_accept'] as const)(
    'tell of a message whose sender lost the answer by %s',
    async (fault) => {
      standIn.failNext(fault);
      const lost = expect(create()).rejects.toThrow();
      await expect.poll(statuses, { interval: 5 }).toEqual(['sent', 'delivered']);
      expect(reports[0]?.form['MessageSid']).toBe(standIn.messages[0]?.sid);
      await standIn.stop();
      await lost;
    },
  );
});
