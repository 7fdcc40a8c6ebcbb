import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { HandOver } from '../../../adapters/channels/email/hand-over.js';
import { createEmailChannel } from '../../../adapters/channels/email/index.js';
import { marks } from '../../support/marks.js';
import { type Script, startScriptedSmtp } from './scripted-smtp.js';

const never = new AbortController().signal;
const open: { stop: () => Promise<void> }[] = [];
const tooLate = { kind: 'rejected', permanent: false, code: 'deadline_passed' };

afterEach(async () => {
  for (const one of open.splice(0)) await one.stop();
});

/** A clock that a test sets: the timers of the process do not know of it, as in a process that was frozen. */
async function start(script: (skip: () => void) => Script) {
  let skipped = 0;
  const clock = { now: () => Date.now() + skipped };
  const smtp = await startScriptedSmtp(script(() => (skipped = 3_600_000)));
  const from = { name: 'Larkfield', address: 'care@larkfield.example' };
  const channel = createEmailChannel({ smtpUrl: smtp.url, from, clock });
  open.push({ stop: () => channel.close() }, smtp);
  return { smtp, channel };
}

function delivery(text = 'It went wrong.', deadlineAt = Date.now() + 60_000) {
  const rendered = { subject: 'Charged twice', text, locale: 'en' };
  const key = 'acme/c-1/1/apology/1/email';
  return { key, mark: marks.markOf(key, 'f00d'), to: 'noor@customers.example', rendered, thread: 'thread', deadlineAt };
}

/** More than all buffers between two processes hold. */
const huge = 'It went wrong. '.repeat(1_500_000);

describe('a deadline', () => {
  it('that passes while the server thinks about the recipient keeps the final dot back', async () => {
    const { smtp, channel } = await start((skip) => ({ onRecipient: skip }));
    expect(await channel.deliver(delivery(), never)).toEqual(tooLate);
    await smtp.stop();
    expect(smtp.taken).toEqual([]);
  });

  it('that passes in the middle of a slow content keeps the final dot back', async () => {
    const { smtp, channel } = await start((skip) => ({ onContent: skip }));
    expect(await channel.deliver(delivery(huge), never)).toEqual(tooLate);
    await smtp.stop();
    expect(smtp.taken).toEqual([]);
  });

  it('that is still ahead lets the same slow content through', async () => {
    const { smtp, channel } = await start(() => ({}));
    expect(await channel.deliver(delivery(huge), never)).toMatchObject({ kind: 'accepted' });
    expect(smtp.taken).toHaveLength(1);
  });

  it('that has passed before the start connects to nobody', async () => {
    const { smtp, channel } = await start(() => ({}));
    expect(await channel.deliver(delivery('late', Date.now() - 1), never)).toEqual(tooLate);
    expect(smtp.connections()).toBe(0);
  });

  it('does not spoil the connection pool for the next mail', async () => {
    const { smtp, channel } = await start(() => ({}));
    await channel.deliver(delivery('late', Date.now() - 1), never);
    expect(await channel.deliver(delivery('in time'), never)).toMatchObject({ kind: 'accepted' });
    expect(smtp.taken.map(({ content }) => content.text?.trim())).toEqual(['in time']);
  });
});

describe('an abort', () => {
  it('before the content has gone out keeps the final dot back', async () => {
    const abort = new AbortController();
    const { smtp, channel } = await start(() => ({ onRecipient: () => abort.abort() }));
    expect(await channel.deliver(delivery(), abort.signal)).toEqual(tooLate);
    await smtp.stop();
    expect(smtp.taken).toEqual([]);
  });

  it('after the final dot leaves it unknown, though the mail has arrived', async () => {
    const abort = new AbortController();
    const smtp = await startScriptedSmtp({ fault: { at: 'content', reply: 'hang_after_taking' } });
    const from = { name: '', address: 'care@larkfield.example' };
    const clock = { now: () => Date.now() };
    const channel = createEmailChannel({ smtpUrl: smtp.url, from, clock });
    open.push({ stop: () => channel.close() }, smtp);
    const result = channel.deliver(delivery(), abort.signal);
    await expect.poll(() => smtp.taken.length).toBe(1);
    abort.abort();
    expect(await result).toEqual({ kind: 'unknown', code: 'timed_out' });
  });
});

describe('a hand-over', () => {
  it('ends its content once, and fails a second stream instead of sending twice', async () => {
    const handOver = new HandOver(() => true);
    expect(await read(handOver)).toBe('content');
    expect(handOver.released).toBe(true);
    await expect(read(handOver)).rejects.toThrow('not handed over');
  });

  it('does not ask whether it may end before its content has been read', async () => {
    let asked = 0;
    const handOver = new HandOver(() => (asked += 1) > 0);
    const stream = handOver.stream(Buffer.from('content'));
    await nextTurn();
    expect([asked, handOver.released]).toEqual([0, false]);
    stream.destroy();
  });
});

async function read(handOver: HandOver): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of handOver.stream(Buffer.from('content'))) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
