import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nodemailer from 'nodemailer';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { startInbox, startSmtpStandIn, type InboxService } from '../../../tools/dev-services/index.js';
import { faultOfRecipient } from '../../../tools/dev-services/mail/failing-recipients.js';
import { openInboxDoor } from '../../../tools/dev-services/mail/inbox-door.js';
import type { SmtpFault } from '../../../tools/dev-services/mail/smtp-server.js';
import { freePort } from '../../../tools/dev-services/ports.js';

const mail = {
  from: { name: 'Amends', address: 'care@customers.example' },
  to: { name: 'Ana', address: 'ana@customers.example' },
  subject: 'We are looking into it',
  text: 'Dear Ana',
  html: '<p>Dear Ana</p>',
  headers: { 'X-Amends-Key': 'abc' },
};

const portOf = (url: string): number => Number(new URL(url).port);

let inbox: InboxService | undefined;
afterEach(async () => {
  await inbox?.stop();
  inbox = undefined;
  vi.unstubAllEnvs();
});

describe('the inbox of the demo', () => {
  test('shows each mail with its addresses, texts and headers, on loopback alone', async () => {
    const lines: string[] = [];
    inbox = await startInbox({ log: (line) => lines.push(line) });
    await nodemailer.createTransport(inbox.smtpUrl).sendMail(mail);
    expect(await inbox.messages()).toMatchObject([
      {
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        to: [mail.to],
        headers: { 'x-amends-key': 'abc' },
      },
    ]);
    expect(lines).toEqual([`Mail: maildev (inbox at ${inbox.webUrl ?? ''})`]);
    expect(inbox.smtpUrl).toMatch(/^smtp:\/\/127\.0\.0\.1:\d+$/);
  }, 20_000);

  test('leaves no mail on the disk when it stops', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'amends-test-'));
    vi.stubEnv('TMPDIR', folder);
    inbox = await startInbox({ log: () => undefined });
    await nodemailer.createTransport(inbox.smtpUrl).sendMail(mail);
    expect(await readdir(folder, { recursive: true })).toContainEqual(expect.stringContaining('.eml'));
    await inbox.stop();
    expect(await readdir(folder)).toEqual([]);
    await rm(folder, { recursive: true });
  }, 20_000);

  test('keeps its mails over a restart where it was given a folder, and comes back where it was', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'amends-test-'));
    const first = await startInbox({ log: () => undefined, folder });
    await nodemailer.createTransport(first.smtpUrl).sendMail(mail);
    await first.stop();
    const places = { smtpPort: portOf(first.smtpUrl), webPort: portOf(first.webUrl ?? '') };
    const second = (inbox = await startInbox({ log: () => undefined, folder, ...places }));
    expect([second.smtpUrl, second.webUrl]).toEqual([first.smtpUrl, first.webUrl]);
    await vi.waitFor(async () => expect(await second.messages()).toMatchObject([{ subject: mail.subject }]), {
      timeout: 5_000,
    });
    await second.stop();
    await rm(folder, { recursive: true });
  }, 20_000);

  test('ignores a mail server in the environment, so that an exported one is never used by accident', async () => {
    vi.stubEnv('SMTP_URL', 'smtp://mail.customers.example');
    inbox = await startInbox({ log: () => undefined });
    expect(inbox.source).toBe('maildev');
  }, 20_000);

  test('is a mail server from the environment only where that is honoured, and its mails cannot be read', async () => {
    vi.stubEnv('SMTP_URL', 'smtp://mail.customers.example');
    inbox = await startInbox({ log: () => undefined, honourEnvironment: true });
    expect(inbox).toMatchObject({ smtpUrl: 'smtp://mail.customers.example', source: 'SMTP_URL' });
    await expect(inbox.messages()).rejects.toThrow('cannot be read here');
  });
});

describe('recipients of the inbox who always meet a fault', () => {
  const send = (to: string, key = to) =>
    nodemailer.createTransport(inbox?.smtpUrl ?? '').sendMail({ ...mail, to, headers: { 'X-Amends-Key': key } });
  const recipients = async () => (await inbox?.messages())?.map(({ to }) => to.map(({ address }) => address).join());

  test('are refused, or cut off from the answer to a first copy, and all others are answered', async () => {
    inbox = await startInbox({ log: () => undefined });
    const answers = { 'nobody-ada': /^550 5\.1\.1 /, 'full-ada': /^452 4\.2\.2 /, 'relay-ada': /^550 5\.7\.1 / };
    for (const [name, response] of Object.entries(answers)) {
      const refused = { response: expect.stringMatching(response) as unknown };
      await expect(send(`${name}@customers.example`)).rejects.toMatchObject(refused);
    }
    const lost = 'lost-ada@customers.example';
    await expect(send(lost, 'one')).rejects.toMatchObject({ code: 'ECONNECTION' });
    await send(lost, 'one');
    await expect(send(lost, 'two')).rejects.toMatchObject({ code: 'ECONNECTION' });
    await send('ada@customers.example');
    expect(await recipients()).toEqual([lost, lost, lost, 'ada@customers.example']);
  }, 20_000);

  test.each<[string, SmtpFault | undefined]>([
    ['lost-ada@customers.example', 'drop_first_copy'],
    ['LOST-Ada@Customers.Example', 'drop_first_copy'],
    ['nobody-@shop.customers.example', 'no_such_mailbox'],
    ['full-1@example', 'mailbox_full'],
    ['relay-a-b@customers.example', 'relaying_denied'],
    ['lost@customers.example', undefined],
    ['lostandfound-ada@customers.example', undefined],
    ['ada.lost-ada@customers.example', undefined],
    ['ada@lost-mails.example', undefined],
    ['lost-ada@customers.example.org', undefined],
    ['lost-ada@counterexample', undefined],
    ['constructor-ada@customers.example', undefined],
  ])('are known by the beginning of their address below .example: %s meets %s', (address, fault) => {
    expect(faultOfRecipient(address)).toBe(fault);
  });

  test('are those that docs/operations.md names', async () => {
    const page = await readFile('docs/operations.md', 'utf8');
    const named = [...page.matchAll(/^\| `(\w+-)…@….example`/gm)].map(([, name = '']) => name);
    expect(named.map((name) => faultOfRecipient(`${name}ada@customers.example`))).toEqual([
      'drop_first_copy',
      'no_such_mailbox',
      'mailbox_full',
      'relaying_denied',
    ]);
  });
});

describe('the door of the inbox', () => {
  test('drops a sender whose mail meets no server behind it, since nobody knows what became of that mail', async () => {
    const door = await openInboxDoor(0, `smtp://127.0.0.1:${await freePort()}`);
    const sending = nodemailer.createTransport(door.smtpUrl).sendMail(mail);
    await expect(sending).rejects.toMatchObject({ code: 'ECONNECTION' });
    await door.shut();
  });

  test('hands on the refusal of the server behind it', async () => {
    const behind = await startSmtpStandIn();
    behind.failNext(451);
    const door = await openInboxDoor(0, behind.smtpUrl);
    const transport = nodemailer.createTransport(door.smtpUrl);
    await expect(transport.sendMail(mail)).rejects.toMatchObject({ responseCode: 451 });
    await transport.sendMail(mail);
    expect(behind.mails).toMatchObject([{ envelope: { from: mail.from.address, to: [mail.to.address] } }]);
    await door.shut();
    await behind.stop();
  });
});
