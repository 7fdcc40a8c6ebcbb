import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SendClaim } from '../../../domain/sends/send-row.js';
import type { StoredInput } from '../../../ports/input-store.js';
import { customerOf, incidentOf } from '../../adapters/store/builders.js';
import { aProgramme } from '../../support/a-programme.js';
import { marks } from '../../support/marks.js';
import { putCase } from '../support/builders.js';
import { noon, type Edge } from '../support/server.js';
import { aSent, postMail, startDoors, type Signing } from './support/doors.js';

const ADA = 'ada@customers.example';
const hashOf = (address: string) => marks.hashAddress('email', address);

let edge: Edge;
let sent: SendClaim;
beforeEach(async () => {
  edge = await startDoors();
  await putCase(edge.stores.cases);
  await edge.stores.customers.upsert('acme', customerOf({ id: 'c-77', email: ADA }), noon);
  const key = 'acme/order-1041-late/1/apology/1/email';
  sent = await aSent(edge, { key, mark: marks.markOf(key, hashOf(ADA)), addressHash: hashOf(ADA) });
});
afterEach(() => edge.app.close());

interface Mail {
  readonly from?: string;
  readonly subject?: string;
  readonly text?: string;
  readonly headers?: readonly string[];
}

function mailOf({ from = ADA, subject = 'Re: Order 1041', text = 'It is still broken.', headers = [] }: Mail = {}) {
  const head = [`From: Ada Byron <${from}>`, 'To: care@larkfield.example', `Subject: ${subject}`, ...headers];
  return `${head.join('\r\n')}\r\nMessage-ID: <1@customers.example>\r\n\r\n${text}\r\n`;
}

const url = '/hooks/email/inbound';
const post = async (mail: string, signing: Signing = {}) =>
  (await postMail(edge, mail, { type: 'message/rfc822', url, ...signing })).statusCode;
const answering = (mark: string): Mail => ({ headers: [`In-Reply-To: <${mark}@larkfield.example>`] });
const inputs = async (): Promise<readonly StoredInput[]> => [
  ...(await edge.stores.inputs.unheard(noon + 1)),
  // The tenant of the first key looks after what is nobody's.
  ...(await edge.stores.inputs.unmatched('other', { limit: 9 })).items,
];
const only = async (): Promise<StoredInput> => {
  const [first, ...others] = await inputs();
  if (first === undefined || others.length > 0) throw new Error(`there are ${others.length} others, or none`);
  return first;
};

describe('a mail of a customer', () => {
  it('may have a file as large as the door takes, and is refused where it has more lines than that explains', async () => {
    const file = `${'QUFB'.repeat(19)}\r\n`.repeat(100_000);
    const part = `--b\r\nContent-Type: image/jpeg\r\nContent-Transfer-Encoding: base64\r\n\r\n${file}--b--`;
    const headers = ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b'];
    const written = '--b\r\nContent-Type: text/plain\r\n\r\nSee the picture.\r\n';
    expect(await post(mailOf({ headers, text: `${written}${part}` }))).toBe(204);
    expect(await only()).toMatchObject({ text: 'See the picture.', attachments: 1 });
    expect(await post(mailOf({ text: 'x\n'.repeat(40_000) }))).toBe(400);
    expect(await inputs()).toHaveLength(1);
  });

  it('that would keep its reader busy for minutes is refused, and keeps nobody waiting meanwhile', async () => {
    const html = `--b\r\nContent-Type: text/html\r\n\r\n${'<a href="'.repeat(100_000)}\r\n`;
    const text = `${html}--b\r\nContent-Type: text/plain\r\n\r\nx\r\n--b--`;
    const headers = ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b'];
    const order: string[] = [];
    const refused = post(mailOf({ headers, text })).then((status) => order.push(`mail ${status}`));
    await edge.app.inject('/healthz').then(({ statusCode }) => order.push(`other ${statusCode}`));
    await refused;
    expect(order).toEqual(['other 200', 'mail 400']);
    expect(await post(mailOf())).toBe(204);
  });

  it('that answers a message of ours is stored, and told to the case, from whatever address it comes', async () => {
    expect(await post(mailOf({ ...answering(sent.mark), from: 'work@customers.example' }))).toBe(204);
    const input = await only();
    const whose = { tenant: 'acme', customerId: 'c-77', caseId: 'order-1041-late' };
    const said = { kind: 'reply', channel: 'email', subject: 'Re: Order 1041', text: 'It is still broken.' };
    expect(input).toStrictEqual({ ...whose, ...said, inputId: input.inputId, receivedAt: noon, reading: 'reply' });
    const news = { type: 'customer_replied', input: input.inputId, reading: 'reply', actor: 'customer', ...whose };
    expect(edge.recoveries.told).toEqual([news]);
  });

  it.each([
    [
      'its thread names one of ours',
      (mark: string) => [`References: <a@b.example> <${mark}@larkfield.example> <c@d.example>`],
    ],
    ['its program keeps our header', (mark: string) => [`X-Amends-Key: ${mark}`]],
  ])('is matched where %s', async (_, headersOf) => {
    await post(mailOf({ from: 'work@customers.example', headers: headersOf(sent.mark) }));
    expect(await only()).toMatchObject({ customerId: 'c-77', caseId: 'order-1041-late' });
  });

  it.each([ADA, 'ada@CUSTOMERS.EXAMPLE', 'Ada@customers.example'])('is matched by its sender: %s', async (from) => {
    await post(mailOf({ from }));
    expect(await only()).toMatchObject({ customerId: 'c-77', caseId: 'order-1041-late' });
  });

  it.each(['bea@customers.example', 'bea@CUSTOMERS.EXAMPLE', 'Bea@customers.example'])(
    'is matched by its sender who was never written to: %s',
    async (from) => {
      await edge.stores.customers.upsert('acme', customerOf({ id: 'c-80', email: 'bea@customers.example' }), noon);
      await putCase(edge.stores.cases, { caseId: 'order-80', customerId: 'c-80' });
      await post(mailOf({ from }));
      expect(await only()).toMatchObject({ customerId: 'c-80' });
    },
  );

  it('is of the customer whose reference its subject names, of all who share its address, and of no stranger', async () => {
    const customer = customerOf({ id: 'c-78', email: ADA });
    const other = incidentOf({ id: 'order-2', reference: 'K7Q2M4XZ', customer });
    await edge.stores.incidents.put(other);
    await edge.stores.customers.upsert('acme', customer, noon);
    const stranger = customerOf({ id: 'c-79', email: 'eve@customers.example' });
    await edge.stores.incidents.put(incidentOf({ id: 'order-3', reference: 'ZZZZ1111', customer: stranger }));
    await post(mailOf({ subject: 'About k7q2m4xz' }));
    await post(mailOf({ subject: 'About ZZZZ1111' }));
    // Without an open case a reply opens one; the other customer has one.
    expect(edge.recoveries.reported).toMatchObject([{ customerId: 'c-78' }]);
    expect(edge.recoveries.told).toMatchObject([{ customerId: 'c-77' }]);
  });

  it('that matches nobody is kept for staff, with its sender, and told to no case', async () => {
    expect(await post(mailOf({ from: 'eve@customers.example', headers: ['In-Reply-To: <x@larkfield.example>'] }))).toBe(
      204,
    );
    expect(await only()).toMatchObject({ from: 'eve@customers.example', text: 'It is still broken.' });
    expect(edge.recoveries.told).toEqual([]);
  });

  it('posted twice is stored and told once; another one under its Message-ID is not kept out', async () => {
    await post(mailOf(answering(sent.mark)));
    await post(mailOf(answering(sent.mark)));
    expect(edge.recoveries.told).toHaveLength(1);
    await post(mailOf({ ...answering(sent.mark), text: 'And it is late.' }));
    expect(edge.recoveries.told).toHaveLength(2);
  });

  it('is kept without what it quotes and without its files, of which the number is kept', async () => {
    const boundary = 'x-y-z';
    const part = (type: string, body: string) => `--${boundary}\r\nContent-Type: ${type}\r\n\r\n${body}\r\n`;
    const body = `${part('text/plain', 'See the photo.\r\n\r\nOn Monday Care wrote:\r\n> We have it.')}${part('image/png; name="a.png"', 'xxxx')}--${boundary}--`;
    await post(
      mailOf({ text: body, headers: [`Content-Type: multipart/mixed; boundary="${boundary}"`, 'MIME-Version: 1.0'] }),
    );
    expect(await only()).toMatchObject({ text: 'See the photo.', attachments: 1 });
  });

  it('of HTML alone is kept as its words', async () => {
    const html =
      '<html><head><style>p{}</style></head><body><p>It is <b>still</b> broken &amp; late.</p><blockquote>old</blockquote></body></html>';
    await post(mailOf({ text: html, headers: ['Content-Type: text/html; charset=utf-8', 'MIME-Version: 1.0'] }));
    expect((await only()).text).toBe('It is still broken & late.');
  });

  it('that may say more below a thanks, and a mail without marks, is kept whole and told as a reply', async () => {
    const text = 'Thanks!\r\n\r\nOn Monday, Care wrote:\r\nDid it arrive?\r\n\r\nNo, it is broken.';
    await post(mailOf({ text }));
    expect(edge.recoveries.told).toMatchObject([{ reading: 'reply' }]);
    const kept = await only();
    expect(kept).toMatchObject({ reading: 'reply', text: expect.stringContaining('No, it is broken.') as string });
    expect(kept).not.toHaveProperty('whole');
  });

  it('of HTML alone is a reply where anything stands between two quotes, and a thanks where nothing does', async () => {
    const headers = ['Content-Type: text/html; charset=utf-8', 'MIME-Version: 1.0'];
    const quote = '<blockquote>Did it arrive?</blockquote>';
    await post(mailOf({ headers, text: `${quote}<p>No, I will see my lawyer.</p>${quote}<p>Thanks!</p>` }));
    await post(mailOf({ headers, text: `<style>p{}</style>${quote}<p>Thanks!</p>${quote}<style>b{}</style>` }));
    expect(edge.recoveries.told).toMatchObject([{ reading: 'reply' }, { reading: 'thanks' }]);
  });

  it('that plainly thanks is told as a thanks; an angry one raises the severity, by a rule that is kept', async () => {
    const wording = [{ name: 'angry', severity: 'high', phrases: { en: ['furious'] } }] as const;
    const hash = await edge.stores.programmes.publish('acme', { ...aProgramme(), wording }, noon);
    await post(mailOf({ text: 'Thank you!\r\nAda' }));
    await post(mailOf({ text: 'I am furious.' }));
    await post(mailOf({ text: 'I am not furious.', subject: 'Re: furious?' }));
    expect(edge.recoveries.told).toMatchObject([{ reading: 'thanks' }, { severity: 'high' }, { reading: 'reply' }]);
    expect(edge.recoveries.told[2]).not.toHaveProperty('severity');
    const angry = (await inputs()).find(({ severity }) => severity !== undefined);
    expect(angry).toMatchObject({ rule: 'angry', programme: hash });
  });
});

describe('the answer of a machine', () => {
  it.each([
    'Auto-Submitted: auto-replied',
    'Auto-Submitted: auto-generated; x=y',
    'X-Autoreply: yes',
    'X-Autorespond: 1',
    'Precedence: bulk',
    'Precedence: auto_reply',
    'List-Id: <list.example>',
    'Return-Path: <>',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
  ])('is stored, and tells nobody anything: %s', async (header) => {
    const { headers = [] } = answering(sent.mark);
    expect(await post(mailOf({ headers: [...headers, header] }))).toBe(204);
    expect(edge.recoveries.told).toEqual([]);
    expect(edge.recoveries.reported).toEqual([]);
    expect(await inputs()).toEqual([]);
  });

  it.each(['Auto-Submitted: no', 'Precedence: first-class', 'X-Auto-Response-Suppress: All'])(
    'is none where the header says otherwise, or nothing: %s',
    async (header) => {
      await post(mailOf({ headers: [header] }));
      expect(edge.recoveries.told).toHaveLength(1);
    },
  );
});

describe('the door of inbound mail', () => {
  it('takes nothing that is not signed, is no mail, or is too large', async () => {
    expect(await post(mailOf(), { secret: 'another secret of more than 32 bytes' })).toBe(403);
    expect(await post('{}', { type: 'application/json' })).toBe(415);
    expect(await post(mailOf({ text: 'x'.repeat(10 * 1024 * 1024) }))).toBe(413);
    expect(await inputs()).toEqual([]);
  });

  it('keeps at most 32,000 characters of a text and 200 of a subject', async () => {
    await post(mailOf({ text: 'word '.repeat(20_000), subject: 's'.repeat(900) }));
    const { text = '', subject = '' } = await only();
    expect([text.length, subject.length]).toEqual([32_000, 200]);
  });

  it('keeps at most 320 characters of a sender who is nobody, and an address as people have it whole', async () => {
    const senderOf = async (from: string): Promise<number | undefined> => {
      await post(mailOf({ from }));
      return (await inputs()).find((input) => input.from !== undefined && from.startsWith(input.from))?.from?.length;
    };
    expect(await senderOf(`${'e'.repeat(300)}@customers.example`)).toBe(318);
    expect(await senderOf(`${'v'.repeat(9_000)}@customers.example`)).toBe(320);
  });
});
