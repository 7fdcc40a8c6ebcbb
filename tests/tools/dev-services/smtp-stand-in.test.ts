import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import nodemailer from 'nodemailer';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startSmtpStandIn, type SmtpStandIn } from '../../../tools/dev-services/index.js';
import { greylist } from '../../../tools/dev-services/mail/greylist.js';
import type { SmtpFault } from '../../../tools/dev-services/mail/smtp-server.js';

const mail = {
  from: 'care@customers.example',
  to: 'ana@customers.example',
  subject: 'We are looking into it',
  text: 'Dear Ana',
  headers: { 'X-Amends-Key': 'abc' },
};

let standIn: SmtpStandIn;
beforeEach(async () => {
  standIn = await startSmtpStandIn();
});
afterEach(() => standIn.stop());

const send = (to: string | string[] = mail.to) => nodemailer.createTransport(standIn.smtpUrl).sendMail({ ...mail, to });
const copies = () => standIn.copiesBy('X-Amends-Key').get('abc') ?? 0;
/** Resolves when the stand-in takes its next mail. */
const nextTaken = () => new Promise<void>((resolve) => standIn.onTaken(() => resolve()));

/** Sends this content once the stand-in asks for it, and hangs up without waiting for an answer. */
async function sendRaw(content: string): Promise<void> {
  const sender = connect(Number(new URL(standIn.smtpUrl).port), '127.0.0.1');
  // Whoever talks before the greeting is sent away.
  await once(sender, 'data');
  sender.write(`HELO me\r\nMAIL FROM:<${mail.from}>\r\nRCPT TO:<${mail.to}>\r\nDATA\r\n`);
  for (let heard = ''; !heard.includes('354 ');) heard += String(await once(sender, 'data'));
  const closed = once(sender, 'close');
  sender.resume().end(content);
  await closed;
}

describe('the SMTP stand-in', () => {
  test('keeps a mail with its envelope and its parsed content', async () => {
    await send();
    expect(standIn.mails).toMatchObject([
      { envelope: { from: mail.from, to: [mail.to] }, content: { subject: mail.subject, text: 'Dear Ana\n' } },
    ]);
  });

  test('counts the copies of a mail by a header, whatever their sender was told', async () => {
    standIn.failNext('drop_after_data', 451);
    await expect(send()).rejects.toThrow();
    await expect(send()).rejects.toThrow();
    await send();
    expect(standIn.copiesBy('x-amends-key')).toEqual(new Map([['abc', 2]]));
    expect(standIn.copiesBy('X-Other')).toEqual(new Map());
  });

  test('tells a listener of each mail that it takes, before the sender is answered, and of none that it refuses', async () => {
    const heard: string[] = [];
    standIn.onTaken(({ envelope }) => heard.push(`taken for ${envelope.to.join()}`));
    standIn.failNext(451);
    await expect(send()).rejects.toThrow();
    await send().then(() => heard.push('answered'));
    standIn.failNext('drop_after_data');
    await expect(send('lee@customers.example')).rejects.toThrow();
    expect(heard).toEqual(['taken for ana@customers.example', 'answered', 'taken for lee@customers.example']);
  });

  test('takes a mail with its final dot, and none whose sender goes before it', async () => {
    await sendRaw('X-Amends-Key: abc\r\n\r\nDear Ana\r\n');
    await sendRaw('X-Amends-Key: def\r\n\r\nDear Ana\r\n.\r\n');
    await vi.waitFor(() => expect(standIn.mails).not.toEqual([]));
    expect(standIn.copiesBy('X-Amends-Key')).toEqual(new Map([['def', 1]]));
  });

  test('stops while a sender keeps its connection open', async () => {
    const pooled = nodemailer.createTransport({ url: standIn.smtpUrl, pool: true });
    await pooled.sendMail(mail);
    await standIn.stop();
    pooled.close();
    await expect(send()).rejects.toMatchObject({ code: 'ESOCKET' });
  });
});

describe('a fault of the SMTP stand-in', () => {
  test.each<[SmtpFault, object, number]>([
    [450, { responseCode: 450 }, 0],
    [550, { responseCode: 550, response: expect.not.stringContaining('5.1.1') as unknown }, 0],
    ['no_such_mailbox', { responseCode: 550, response: expect.stringMatching(/^550 5\.1\.1 /) as unknown }, 0],
    ['relaying_denied', { responseCode: 550, response: expect.stringMatching(/^550 5\.7\.1 /) as unknown }, 0],
    ['mailbox_full', { responseCode: 452, response: expect.stringMatching(/^452 4\.2\.2 /) as unknown }, 0],
    [451, { responseCode: 451 }, 0],
    ['drop_before_data', { code: 'ECONNECTION' }, 0],
    ['drop_after_data', { code: 'ECONNECTION' }, 1],
    ['drop_first_copy', { code: 'ECONNECTION' }, 1],
  ])('%s meets one mail, and the next is taken and answered', async (fault, error, taken) => {
    standIn.failNext(fault);
    await expect(send()).rejects.toMatchObject(error);
    expect(copies()).toBe(taken);
    await send();
    expect(copies()).toBe(taken + 1);
  });

  test('drops the first copy of each message alone, known by our key or, without one, by its Message-ID', async () => {
    standIn.failBy(() => 'drop_first_copy');
    const transport = nodemailer.createTransport(standIn.smtpUrl);
    const copies = [
      { ...mail, messageId: '<one@customers.example>' },
      { ...mail, headers: { 'X-Amends-Key': 'def' }, messageId: '<one@customers.example>' },
      { ...mail, headers: {}, messageId: '<one@customers.example>' },
      { ...mail, headers: {}, messageId: '<two@customers.example>' },
    ];
    for (const copy of copies) {
      await expect(transport.sendMail(copy)).rejects.toMatchObject({ code: 'ECONNECTION' });
      await transport.sendMail(copy);
    }
    expect(standIn.mails).toHaveLength(8);
  });

  test('takes a mail and never answers, until the sender goes', async () => {
    standIn.failNext('hang_after_data');
    const taken = nextTaken();
    const giveUp = new AbortController();
    const sending = nodemailer.createTransport(standIn.smtpUrl).sendMail({ ...mail, signal: giveUp.signal });
    const seen = sending.then(
      () => 'answered',
      () => 'given up',
    );
    await taken;
    expect(await Promise.race([seen, pause(50, 'silence')])).toBe('silence');
    giveUp.abort();
    expect(await seen).toBe('given up');
    await send();
    expect(copies()).toBe(2);
  });

  test('takes a mail and never answers, until the stand-in stops', async () => {
    standIn.failNext('hang_after_data');
    const taken = nextTaken();
    const sending = expect(send()).rejects.toMatchObject({ code: 'ECONNECTION' });
    await taken;
    await standIn.stop();
    await sending;
    expect(copies()).toBe(1);
  });

  test('takes a mail at once and answers late', async () => {
    standIn.failNext({ answerAfterMs: 40 });
    const taken = nextTaken().then(() => performance.now());
    await send();
    // Timers of the system may be a millisecond early.
    expect(performance.now() - (await taken)).toBeGreaterThan(38);
    expect(copies()).toBe(1);
  });

  test('refuses connections, also those of a pool that is connected, until they are taken on the same port again', async () => {
    const pooled = nodemailer.createTransport({ url: standIn.smtpUrl, pool: true, maxRequeues: 0 });
    await pooled.sendMail(mail);
    await standIn.refuseConnections(true);
    await standIn.refuseConnections(true);
    const refused = { code: 'ESOCKET', message: expect.stringContaining('ECONNREFUSED') as string };
    await expect(send()).rejects.toMatchObject(refused);
    // A pool has its own word for a connection that it lost.
    await expect(pooled.sendMail(mail)).rejects.toMatchObject({ code: 'ECONNECTION' });
    await standIn.refuseConnections(false);
    await standIn.refuseConnections(false);
    await send();
    await pooled.sendMail(mail);
    pooled.close();
    expect(copies()).toBe(3);
  });
});

describe('what is asked about each mail of the SMTP stand-in', () => {
  test('is asked once a mail, with its first recipient, where no fault is scripted', async () => {
    const asked: string[] = [];
    standIn.failBy((recipient) => {
      asked.push(recipient);
      return recipient.startsWith('ana') ? 550 : undefined;
    });
    standIn.failNext(450);
    await expect(send('noor@customers.example')).rejects.toMatchObject({ responseCode: 450 });
    await expect(send(['ana@customers.example', 'noor@customers.example'])).rejects.toMatchObject({
      responseCode: 550,
    });
    await send(['lee@customers.example', 'ana@customers.example']);
    expect(asked).toEqual(['ana@customers.example', 'lee@customers.example']);
    expect(standIn.mails.map(({ envelope }) => envelope.to)).toEqual([
      ['lee@customers.example', 'ana@customers.example'],
    ]);
  });

  test('is asked for each mail of one connection anew', async () => {
    const faults: SmtpFault[] = [451, 550];
    standIn.failBy(() => faults.shift());
    const pooled = nodemailer.createTransport({ url: standIn.smtpUrl, pool: true, maxConnections: 1 });
    await expect(pooled.sendMail(mail)).rejects.toMatchObject({ responseCode: 451 });
    await expect(pooled.sendMail(mail)).rejects.toMatchObject({ responseCode: 550 });
    await pooled.sendMail(mail);
    pooled.close();
    expect(copies()).toBe(1);
  });

  test('lets a greylist refuse the first try for each recipient, and no later one', async () => {
    standIn.failBy(greylist());
    for (const to of ['ana@customers.example', 'lee@customers.example']) {
      await expect(send(to)).rejects.toMatchObject({ responseCode: 450 });
      await send(to);
    }
    expect(copies()).toBe(2);
  });
});
