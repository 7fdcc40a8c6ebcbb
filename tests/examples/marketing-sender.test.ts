import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTransport } from 'nodemailer';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type Offer,
  type Recipient,
  reportContacts,
  type Sender,
  sendOffers,
} from '../../examples/marketing-sender.js';
import { startSmtpStandIn, type SmtpStandIn } from '../../tools/dev-services/index.js';
import { startDesk, type Desk } from '../cli/support/command.js';
import { putCase } from '../web/support/builders.js';
import { keys } from '../web/support/server.js';

const offer: Offer = { id: 'may', from: 'offers@larkfield.example', subject: 'Two for one', text: 'Come by.' };
const recipient = (customerId: string): Recipient => ({ customerId, email: `${customerId}@customers.example` });
const many = (count: number): readonly Recipient[] => Array.from({ length: count }, (_, n) => recipient(`c-${n}`));

let desk: Desk;
let smtp: SmtpStandIn;
let transport: ReturnType<typeof createTransport>;
const servers: Server[] = [];
beforeAll(async () => {
  smtp = await startSmtpStandIn();
  transport = createTransport({ url: smtp.smtpUrl, pool: true });
});
afterAll(async () => {
  transport.close();
  await smtp.stop();
});
let before: number;
beforeEach(async () => {
  desk = await startDesk({ clock: { now: () => Date.now() } });
  before = smtp.mails.length;
});
afterEach(async () => {
  for (const server of servers.splice(0)) server.closeAllConnections();
  await desk.close();
});

const senderTo = (url: string, more: Partial<Sender> = {}): Sender => {
  return { amends: { url, apiKey: keys.backend }, transport, ...more };
};
const mailed = (): readonly string[] => smtp.mails.slice(before).flatMap(({ envelope }) => envelope.to);
const inRecovery = (customerId: string) => putCase(desk.stores.cases, { caseId: `of-${customerId}`, customerId });

/** Something that is not Amends, at an address of its own. */
async function elsewhere(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('a marketing sender that asks before each mail', () => {
  it('writes to all but those in a recovery, and what it sent is known and leaks nothing', async () => {
    await inRecovery('c-3');
    await inRecovery('c-117');
    const result = await sendOffers(senderTo(desk.url), offer, many(120));
    expect(result).toMatchObject({ suppressed: ['c-3', 'c-117'], failed: [], unreported: [] });
    const allowed = many(120)
      .map(({ email }) => email)
      .filter((email) => !/^c-(3|117)@/.test(email));
    expect([...mailed()].sort()).toEqual([...allowed].sort());
    const [again] = await desk.stores.contactLog.keep([
      { tenant: 'acme', contactId: 'may.c-0', customerId: 'c-0', purpose: 'marketing', at: 0, reportedAt: 0 },
    ]);
    expect(again).toBe('different');
    expect((await desk.stores.contactLog.leaked('acme', { limit: 9 })).items).toEqual([]);
  });

  it('writes to nobody while Amends is dead', async () => {
    const { url } = desk;
    await desk.app.close();
    expect(await sendOffers(senderTo(url), offer, many(3))).toMatchObject({
      sent: [],
      suppressed: ['c-0', 'c-1', 'c-2'],
    });
    expect(mailed()).toEqual([]);
  });

  const line = (customerId: string, decision: string): string => `${JSON.stringify({ customerId, decision })}\n`;
  it.each<readonly [string, RequestListener]>([
    ['does not answer in time', () => undefined],
    ['answers with an error', (_, answer) => void answer.writeHead(500).end(line('c-0', 'allow'))],
    ['answers with something else', (_, answer) => void answer.end('<html>maintenance</html>')],
    ['answers to another question', (_, answer) => void answer.end(line('c-9', 'allow'))],
    ['says a word that nobody knows', (_, answer) => void answer.end(line('c-0', 'allowed'))],
    ['says that the recovery speaks instead', (_, answer) => void answer.end(line('c-0', 'replace'))],
    ['sends it elsewhere', (_, answer) => void answer.writeHead(307, { location: '/' }).end()],
    ['breaks off', (_, answer) => void answer.write(line('c-0', 'allow'), () => answer.destroy())],
  ])('writes to nobody where Amends %s', async (_what, listener) => {
    const url = await elsewhere(listener);
    const result = await sendOffers(senderTo(url, { patience: 300 }), offer, [recipient('c-0')]);
    expect(result).toMatchObject({ sent: [], suppressed: ['c-0'] });
    expect(mailed()).toEqual([]);
  });

  it('writes to those whose answer came, where the answer ends early', async () => {
    const url = await elsewhere((_, answer) => void answer.end(line('c-0', 'allow')));
    const { sent, suppressed } = await sendOffers(senderTo(url), offer, many(2));
    expect([sent, suppressed, mailed()]).toEqual([['c-0'], ['c-1'], ['c-0@customers.example']]);
  });

  it('keeps what it could not report, and reports it once when that is repeated', async () => {
    desk.stores.contactLog.keep = ((keep) => (contacts) => {
      desk.stores.contactLog.keep = keep;
      return Promise.reject(new Error(`${contacts.length} lost`));
    })(desk.stores.contactLog.keep.bind(desk.stores.contactLog));
    const { sent, unreported } = await sendOffers(senderTo(desk.url), offer, many(2));
    expect([sent, unreported.map(({ id }) => id)]).toEqual([
      ['c-0', 'c-1'],
      ['may.c-0', 'may.c-1'],
    ]);
    expect(await reportContacts(senderTo(desk.url), unreported)).toBe(true);
    expect(await reportContacts(senderTo(desk.url), unreported)).toBe(true);
  });
});
