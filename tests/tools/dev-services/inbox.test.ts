import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nodemailer from 'nodemailer';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { startInbox, type InboxService } from '../../../tools/dev-services/index.js';

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
