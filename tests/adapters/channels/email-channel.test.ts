import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEmailChannel, KEY_HEADER, type EmailSettings } from '../../../adapters/channels/email/index.js';
import type { Delivery, DeliveryResult, MessageChannel } from '../../../ports/message-channel.js';
import { aRow } from '../../domain/support/sends.js';
import { marks } from '../../support/marks.js';
import { type Script, type SmtpFault, startScriptedSmtp } from './scripted-smtp.js';

const never = new AbortController().signal;
const open: { stop: () => Promise<void> }[] = [];

afterEach(async () => {
  for (const one of open.splice(0)) await one.stop();
});

async function start(script: Script = {}, settings: Partial<EmailSettings> = {}) {
  const smtp = await startScriptedSmtp(script);
  const channel = channelTo(smtp.url, settings);
  open.push(smtp);
  return { smtp, channel };
}

function channelTo(smtpUrl: string, settings: Partial<EmailSettings> = {}): MessageChannel {
  const from = { name: 'Larkfield', address: 'care@larkfield.example' };
  const channel = createEmailChannel({ smtpUrl, from, clock: { now: () => Date.now() }, ...settings });
  open.push({ stop: () => channel.close() });
  return channel;
}

function delivery(overrides: Partial<Delivery> = {}): Delivery {
  const { key = 'acme/c-1/1/apology/1/email' } = overrides;
  return {
    ...{ key, mark: marks.markOf(key, 'f00d'), thread: 'thread' },
    ...{ to: 'noor@customers.example', toName: 'Noor' },
    rendered: { subject: 'Charged twice', html: '<p>It went wrong.</p>', text: 'It went wrong.', locale: 'en' },
    deadlineAt: Date.now() + 5_000,
    ...overrides,
  };
}

/** The deadline of mails that meet a silent server: long enough for loopback, short enough for a test. */
const soon = (): number => Date.now() + 400;

describe('a mail', () => {
  it('arrives as HTML and text at its one recipient, from the sender of the settings', async () => {
    const { smtp, channel } = await start();
    const result = await channel.deliver(delivery(), never);
    expect(result.kind).toBe('accepted');
    const [mail] = smtp.taken;
    expect(mail).toMatchObject({ from: 'care@larkfield.example', to: ['noor@customers.example'] });
    expect(mail?.content.html?.trim()).toBe('<p>It went wrong.</p>');
    expect(mail?.content.text?.trim()).toBe('It went wrong.');
    expect(mail?.content.subject).toBe('Charged twice');
    expect(mail?.content.to).toEqual([{ name: 'Noor', address: 'noor@customers.example' }]);
  });

  it('carries its mark as Message-ID and header, the thread of its case, and nothing of the key itself', async () => {
    const { smtp, channel } = await start({}, { idempotencyHeader: 'Idempotency-Key' });
    const result = await channel.deliver(delivery(), never);
    const mark = marks.markOf('acme/c-1/1/apology/1/email', 'f00d');
    const headers = new Map(smtp.taken[0]?.content.headers.map(({ key, value }) => [key, value]));
    expect(smtp.taken[0]?.content.messageId).toBe(`<${mark}@larkfield.example>`);
    expect(headers.get(KEY_HEADER.toLowerCase())).toBe(mark);
    expect(headers.get('idempotency-key')).toBe(mark);
    expect(headers.get('references')).toBe('<case.thread@larkfield.example>');
    expect(result).toEqual({ kind: 'accepted', providerId: `<${mark}@larkfield.example>` });
    expect(smtp.taken[0]?.raw).not.toContain('c-1');
  });

  it('offers to unsubscribe with one click where nobody has to have it, by https alone (RFC 8058); others do not', async () => {
    const { smtp, channel } = await start();
    const unsubscribeUrl = `https://care.example/u/${'x'.repeat(60)}`;
    const http = { unsubscribeUrl: 'http://127.0.0.1:8080/u/x' };
    for (const more of [{ unsubscribeUrl }, http, {}]) await channel.deliver(delivery(more), never);
    const lines = smtp.taken.map(({ raw }) => raw.split('\r\n').filter((line) => /unsubscribe/i.test(line)));
    expect(lines).toEqual([
      [`List-Unsubscribe: <${unsubscribeUrl}>`, 'List-Unsubscribe-Post: List-Unsubscribe=One-Click'],
      [],
      [],
    ]);
  });

  it('has no header for de-duplication where the provider knows none', async () => {
    const { smtp, channel } = await start();
    await channel.deliver(delivery(), never);
    const named = smtp.taken[0]?.content.headers.filter(({ value }) => value === delivery().mark);
    expect(named?.map(({ key }) => key)).toEqual([KEY_HEADER.toLowerCase()]);
  });

  it('has the same Message-ID when it is sent again, and another under another key', async () => {
    const { smtp, channel } = await start();
    await channel.deliver(delivery(), never);
    await channel.deliver(delivery(), never);
    await channel.deliver(delivery({ key: 'acme/c-1/1/apology/2/email' }), never);
    const [first, again, other] = smtp.taken.map(({ content }) => content.messageId);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  it('goes over the connection of the mail before it', async () => {
    const { smtp, channel } = await start();
    await channel.deliver(delivery(), never);
    await channel.deliver(delivery({ key: 'acme/c-2/1/apology/1/email' }), never);
    expect([smtp.taken.length, smtp.connections()]).toEqual([2, 1]);
  });

  it('keeps what a customer wrote in its subject and name out of the headers', async () => {
    const { smtp, channel } = await start();
    const rendered = { subject: 'Late\r\nBcc: eve@customers.example', text: 'x', locale: 'en' };
    await channel.deliver(delivery({ rendered, toName: 'Noor\r\nBcc: eve@customers.example' }), never);
    expect(smtp.taken[0]?.to).toEqual(['noor@customers.example']);
    expect(smtp.taken[0]?.content.bcc ?? []).toEqual([]);
  });
});

describe('what became of a mail whose answer was lost', () => {
  const doubt = { key: 'k', mark: delivery().mark, to: delivery().to, claimedAt: 0 };

  it('nobody can tell where the provider sends no events, and no receipt is awaited', async () => {
    const { channel } = await start();
    expect(channel.evidence).toBeUndefined();
    expect(channel.reportsDelivery).toBe(false);
  });

  const within = 90_000;
  const MINUTES = 60_000;
  /** Until when our door may have refused an event: before the mail of these tests, unless a test says otherwise. */
  let doorShutUntil: number | undefined;
  beforeEach(() => {
    doorShutUntil = MINUTES - 1;
  });
  /** What an event source shows where these mails were taken after it; each by its minute, named by an event or not. */
  async function shown(...later: readonly (readonly [minute: number, isNamed: boolean])[]) {
    const asked: number[] = [];
    const takenSince = (claimedAt: number) => {
      asked.push(claimedAt);
      return Promise.resolve(
        later.map(([minute, isNamed]) => {
          const at = minute * MINUTES;
          return aRow('accepted', { claimedAt: at, settledAt: at, ...(isNamed && { reportedAt: at }) });
        }),
      );
    };
    const events = { within, takenSince, doorShutUntil: () => Promise.resolve(doorShutUntil) };
    const { channel } = await start({}, { events, clock: { now: () => 10 * MINUTES } });
    expect(channel.reportsDelivery).toBe(true);
    expect(channel.evidence?.settleMs).toBe(within);
    const evidence = await channel.evidence?.look({ ...doubt, claimedAt: MINUTES });
    expect(asked).toEqual([MINUTES]);
    return evidence?.kind;
  }

  it('is absent where events name those after it, and not it', async () => {
    expect(await shown([2, true])).toBe('absent');
    expect(await shown([2, true], [9, true])).toBe('absent');
  });

  it('is absent also where a mail of just now is still to be named', async () => {
    expect(await shown([2, true], [9, false])).toBe('absent');
  });

  it('nobody can tell where no other mail went out since, or none that an event has named', async () => {
    expect(await shown()).toBe('unknown');
    expect(await shown([9, false])).toBe('unknown');
    expect(await shown([2, false])).toBe('unknown');
  });

  it('nobody can tell where events of others are missing too: the door may have been shut', async () => {
    expect(await shown([2, false], [9, true])).toBe('unknown');
    expect(await shown([2, true], [8, false])).toBe('unknown');
  });

  it.each([
    ['when the mail was handed over', MINUTES],
    ['since', 5 * MINUTES],
    ['at a time that nobody has kept', undefined],
  ])('nobody can tell where our door may have refused its event %s', async (_, until) => {
    doorShutUntil = until;
    expect(await shown([2, true], [9, true])).toBe('unknown');
  });
});

describe('a recipient that is not exactly one address', () => {
  it.each([
    ['a line break', 'noor@customers.example\r\nBcc: eve@customers.example'],
    ['a comma', 'noor@customers.example,eve@customers.example'],
    ['a semicolon', 'noor@customers.example;eve@customers.example'],
    ['a display name', 'Noor <noor@customers.example>'],
    ['angle brackets', '<noor@customers.example>'],
    ['a comment', 'noor(eve)@customers.example'],
    ['a group', 'all:noor@customers.example;'],
    ['two at signs', 'noor@eve@customers.example'],
    ['quotes', '"noor@x"@customers.example'],
    ['a space', 'noor @customers.example'],
    ['no domain', 'noor'],
    ['nothing', ''],
    ['too much', `${'n'.repeat(250)}@customers.example`],
  ])('is refused for good without a connection: %s', async (_what, to) => {
    const { smtp, channel } = await start();
    const result = await channel.deliver(delivery({ to }), never);
    expect(result).toEqual({ kind: 'rejected', permanent: true, code: 'bad_address' });
    expect(smtp.connections()).toBe(0);
  });
});

const rejected = (permanent: boolean, code: string) => ({ kind: 'rejected', permanent, code });
const unknown = (code: string) => ({ kind: 'unknown', code });

describe('what a server does to a mail is told for what it is', () => {
  it.each<[SmtpFault['at'], SmtpFault['reply'], object]>([
    ['greeting', 421, rejected(false, 'try_later')],
    ['greeting', 554, rejected(false, 'refused_by_provider')],
    ['sender', 451, rejected(false, 'try_later')],
    ['sender', 550, rejected(false, 'refused_by_provider')],
    ['recipient', 421, rejected(false, 'try_later')],
    ['recipient', 450, rejected(false, 'try_later')],
    ['recipient', 452, rejected(false, 'try_later')],
    ['recipient', 501, rejected(true, 'refused_by_provider')],
    ['recipient', 553, rejected(true, 'refused_by_provider')],
    ['recipient', 550, rejected(true, 'refused_by_provider')],
    ['recipient', 551, rejected(true, 'refused_by_provider')],
    ['recipient', 554, rejected(true, 'refused_by_provider')],
    ['content', 451, rejected(false, 'try_later')],
    ['content', 452, rejected(false, 'try_later')],
    ['content', 552, rejected(true, 'refused_by_provider')],
    ['content', 554, rejected(true, 'refused_by_provider')],
    ['recipient', 'drop', rejected(false, 'connection_lost')],
  ])('at its %s, %s: a certain non-send', async (at, reply, expected) => {
    const { smtp, channel } = await start({ fault: { at, reply } });
    const result: DeliveryResult = await channel.deliver(delivery(), never);
    expect(result).toEqual(expected);
    expect(smtp.taken).toEqual([]);
  });

  it.each<[SmtpFault['at'], string, object]>([
    ['recipient', '550 5.1.1 no such user', rejected(true, 'bad_address')],
    ['recipient', '550 5.2.1 mailbox disabled', rejected(true, 'mailbox_refused')],
    ['recipient', '550 5.1.1 no such user, see 5.7.1', rejected(true, 'bad_address')],
    ['recipient', '553 5.1.3 bad syntax', rejected(true, 'bad_address')],
    ['recipient', '550 5.2.2 over quota', rejected(true, 'mailbox_full')],
    ['recipient', '550 5.1.8 bad sender', rejected(true, 'refused_by_provider')],
    ['recipient', '550 5.4.1 recipient address rejected', rejected(true, 'refused_by_provider')],
    ['recipient', '550 No such user here', rejected(true, 'mailbox_refused')],
    ['recipient', '550 5.0.0 ada... User unknown', rejected(true, 'mailbox_refused')],
    ['recipient', '550 The account does not exist', rejected(true, 'mailbox_refused')],
    ['recipient', '550 Invalid recipient', rejected(true, 'mailbox_refused')],
    ['recipient', '550 relay not permitted', rejected(true, 'refused_by_provider')],
    ['recipient', '550 Requested action not taken: mailbox unavailable', rejected(true, 'refused_by_provider')],
    ['recipient', '550 Relaying denied for unknown user', rejected(true, 'refused_by_provider')],
    ['recipient', '553 that domain is not in my list of allowed rcpthosts', rejected(true, 'refused_by_provider')],
    ['recipient', '550 5.7.1 relay access denied', rejected(true, 'refused_by_provider')],
    ['recipient', '551 5.7.0 not here', rejected(true, 'refused_by_provider')],
    ['recipient', '553 5.7.1 sender is not allowed', rejected(true, 'refused_by_provider')],
    ['recipient', '554 5.7.26 not authenticated', rejected(true, 'refused_by_provider')],
    ['recipient', '450 4.7.1 come again', rejected(false, 'try_later')],
    ['content', '550 5.1.1 no such user', rejected(true, 'refused_by_provider')],
    ['content', '550 5.7.1 looks like spam', rejected(true, 'refused_by_provider')],
    ['sender', '550 5.7.1 not yours', rejected(false, 'refused_by_provider')],
  ])('at its %s, %s: a policy is no word about the mailbox', async (at, line, expected) => {
    const fault = { at, reply: Number(line.slice(0, 3)), says: line.slice(4) };
    const { smtp, channel } = await start({ fault });
    expect(await channel.deliver(delivery(), never)).toEqual(expected);
    expect(smtp.taken).toEqual([]);
  });

  it('a connection dropped after the final dot leaves it unknown, though the mail has arrived', async () => {
    const { smtp, channel } = await start({ fault: { at: 'content', reply: 'drop_after_taking' } });
    expect(await channel.deliver(delivery(), never)).toEqual(unknown('connection_lost'));
    expect(smtp.taken).toHaveLength(1);
  });

  it('a server that never answers the final dot leaves it unknown at the deadline', async () => {
    const { smtp, channel } = await start({ fault: { at: 'content', reply: 'hang_after_taking' } });
    expect(await channel.deliver(delivery({ deadlineAt: soon() }), never)).toEqual(unknown('timed_out'));
    expect(smtp.taken).toHaveLength(1);
  });

  it('a refused connection is a certain non-send', async () => {
    const { smtp, channel } = await start();
    await smtp.stop();
    open.splice(open.indexOf(smtp), 1);
    expect(await channel.deliver(delivery(), never)).toEqual(rejected(false, 'provider_down'));
  });

  it('a host that nobody knows is a certain non-send', async () => {
    const channel = channelTo('smtp://no-such-host.invalid');
    expect(await channel.deliver(delivery(), never)).toEqual(rejected(false, 'provider_down'));
  });

  it('a port where somebody listens and says nothing is a certain non-send at the deadline', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    open.push({ stop: () => new Promise((resolve) => silent.close(() => resolve())) });
    const address = silent.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    const channel = channelTo(`smtp://127.0.0.1:${port}`);
    expect(await channel.deliver(delivery({ deadlineAt: soon() }), never)).toEqual(rejected(false, 'deadline_passed'));
  });
});
