import { ApplicationFailure } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import { createLogger } from '../../../adapters/log/index.js';

/** A logger, and what it wrote. */
function listening(level = 'info') {
  const lines: string[] = [];
  const log = createLogger({ level, process: 'worker', stream: { write: (line) => void lines.push(line) } });
  return { log, lines, text: () => lines.join('') };
}

/** What must never reach a log, each as different from the rest of a line as a canary from a coal mine. */
const canaries = {
  name: 'Zerubabel Quince',
  email: 'zerubabel@customers.example',
  phone: '+12025550177',
  subject: 'my broken harpsichord',
  story: 'It arrived with one string and I wept.',
  note: 'she sounded tired',
  token: 'tok-7f3a9c',
} as const;
const anyCanary = new RegExp(
  Object.values(canaries)
    .map((canary) => canary.replace(/[+.]/g, '\\$&'))
    .join('|'),
);

describe('a line of the log', () => {
  it('is one JSON object with time, level, process and message', () => {
    const { log, lines } = listening();
    log.info({ stage: 'resolve' }, 'a case moved');
    expect(lines).toHaveLength(1);
    const line = JSON.parse(lines[0] ?? '') as Record<string, unknown>;
    expect(line).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
      process: 'worker',
      stage: 'resolve',
      msg: 'a case moved',
    });
  });

  it.each([
    ['warn', ['warn', 'error']],
    ['silent', []],
  ])('is written from the level %s on', (level, written) => {
    const { log, text } = listening(level);
    for (const one of ['debug', 'info', 'warn', 'error'] as const) log[one](`line of ${one}`);
    expect([...text().matchAll(/line of (\w+)/g)].map(([, one]) => one)).toEqual(written);
  });
});

describe('what is personal', () => {
  const fields = { ...canaries, voucher: { code: canaries.token } };

  it.each([
    ['at the top', fields],
    ['inside the customer of an incident', { incident: { id: 'order-1041', customer: fields } }],
    ['in a list', { rows: [fields, fields] }],
    ['four levels down', { a: { b: { c: fields } } }],
  ])('is not logged as a field %s', (_, logged) => {
    const { log, text } = listening();
    log.info(logged, 'something was logged by mistake');
    expect(text()).toContain('[redacted]');
    expect(text()).not.toMatch(anyCanary);
  });

  it.each([
    ['a mail address', `550 <${canaries.email}> is no mailbox`, '550 <[address]> is no mailbox'],
    ['a phone number', `to ${canaries.phone} in vain`, 'to [number] in vain'],
    ['a number as people write it', 'to +1 (202) 555-0177 in vain', 'to [number] in vain'],
    ['a survey link', `opened https://care.example/s/${canaries.token}.sig`, 'opened https://care.example/s/[token]'],
    [
      'a link of a case',
      `posted https://care.example/c/${canaries.token}.sig/call`,
      'posted https://care.example/c/[token]/call',
    ],
    ['a link to unsubscribe', `POST /u/${canaries.token}.sig in vain`, 'POST /u/[token] in vain'],
    ['a key', `authorization: Bearer ${canaries.token}`, 'authorization: Bearer [token]'],
    ['credentials in an address', 'mongodb://amends:hunter2@db.example/amends', 'mongodb://[address]/amends'],
  ])('is cut out of the message when it is %s', (_, message, left) => {
    const { log, lines } = listening();
    log.info(message);
    const { msg } = JSON.parse(lines[0] ?? '') as { msg: string };
    expect(msg).toBe(left);
  });

  it('leaves ids, keys of sends, times and numbers of facts as they are', () => {
    const { log, lines } = listening();
    const harmless = {
      workflowId: 'recovery/acme/c-77',
      key: 'acme/order-1041/1/apology/0/email',
      at: '2026-03-02T12:00:00.000+01:00',
      seq: 12,
    };
    log.info(harmless, 'sent 12 facts, +3 more');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ ...harmless, msg: 'sent 12 facts, +3 more' });
  });
});

describe('an error', () => {
  const words = `E11000 duplicate key: { name: "${canaries.name}", story: "${canaries.story}" }`;
  const fault = Object.assign(new Error(words, { cause: new TypeError(canaries.note) }), { code: 11_000 });

  it.each(['err', 'error'])('logged as %s is its class, codes and place, without its words', (field) => {
    const { log, lines, text } = listening();
    log.error({ [field]: fault }, 'the projection failed');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      msg: 'the projection failed',
      [field]: {
        type: 'Error',
        message: 'Error 11000 caused by TypeError',
        stack: expect.stringContaining('create-logger.test.ts') as string,
      },
    });
    expect(text()).not.toMatch(anyCanary);
  });

  it('logged without a message of ours does not bring its own', () => {
    const { log, text } = listening();
    log.error(fault);
    expect(text()).toContain('"msg":"Error 11000 caused by TypeError"');
    expect(text()).not.toMatch(anyCanary);
  });

  it('of an activity keeps the type by which operators know it', () => {
    const { log, text } = listening();
    log.warn({ error: ApplicationFailure.create({ type: 'TryLater', message: canaries.email }) }, 'Activity failed');
    expect(text()).toContain('ApplicationFailure TryLater');
    expect(text()).not.toMatch(anyCanary);
  });

  it('that is none is logged as its type alone', () => {
    const { log, text } = listening();
    log.error({ err: canaries.story }, 'something else was thrown');
    expect(text()).toContain('"type":"string"');
    expect(text()).not.toMatch(anyCanary);
  });
});
