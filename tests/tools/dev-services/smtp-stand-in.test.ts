import nodemailer from 'nodemailer';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startSmtpStandIn, type SmtpStandIn } from '../../../tools/dev-services/index.js';

const mail = {
  from: 'care@customers.example',
  to: 'ana@customers.example',
  subject: 'We are looking into it',
  text: 'Dear Ana',
  headers: { 'X-Amends-Key': 'abc' },
};

let inbox: SmtpStandIn;
beforeEach(async () => {
  inbox = await startSmtpStandIn();
});
afterEach(() => inbox.stop());

const send = () => nodemailer.createTransport(inbox.smtpUrl).sendMail(mail);

describe('the inbox of the tests', () => {
  test('keeps a mail with its envelope and its parsed content', async () => {
    await send();
    expect(inbox.mails).toMatchObject([
      { envelope: { from: mail.from, to: [mail.to] }, content: { subject: mail.subject, text: 'Dear Ana\n' } },
    ]);
  });

  test.each([[550], [450], [451]] as const)(
    'refuses one mail with %i when told to, and takes the next',
    async (code) => {
      inbox.failNext(code);
      await expect(send()).rejects.toMatchObject({ responseCode: code });
      expect(inbox.mails).toHaveLength(0);
      await send();
      expect(inbox.mails).toHaveLength(1);
    },
  );

  test('drops the connection before or after it took the mail, and the sender gets the same error', async () => {
    inbox.failNext('drop_before_data', 'drop_after_data');
    await expect(send()).rejects.toMatchObject({ code: 'ECONNECTION' });
    expect(inbox.mails).toHaveLength(0);
    await expect(send()).rejects.toMatchObject({ code: 'ECONNECTION' });
    expect(inbox.mails).toHaveLength(1);
  });

  test('counts the copies of a mail by a header, also those whose sender was cut off', async () => {
    inbox.failNext('drop_after_data');
    await expect(send()).rejects.toThrow();
    await send();
    expect(inbox.copiesBy('X-Amends-Key')).toEqual(new Map([['abc', 2]]));
    expect(inbox.copiesBy('X-Other')).toEqual(new Map());
  });

  test('stops while a sender keeps its connection open', async () => {
    const pooled = nodemailer.createTransport({ url: inbox.smtpUrl, pool: true });
    await pooled.sendMail(mail);
    await inbox.stop();
    pooled.close();
    await expect(send()).rejects.toMatchObject({ code: 'ESOCKET' });
    inbox = await startSmtpStandIn();
  });
});
