import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createEmailChannel } from '../../../adapters/channels/email/index.js';
import type { SendClaim } from '../../../domain/sends/send-row.js';
import type { ServerDependencies } from '../../../web/dependencies.js';
import { noon, Outage, type Edge } from '../support/server.js';
import { aSent, emailSecret, postMail, rowOf, startDoors } from './support/doors.js';

const MINUTE = 60_000;
const accepted = { state: 'accepted', providerId: 'm1', at: noon } as const;

let edge: Edge;
let mail: SendClaim;
beforeEach(async () => {
  edge = await startDoors();
  mail = await aSent(edge, { key: 'acme/case-1/1/apology/1/email', settlement: accepted });
});
afterEach(() => edge.app.close());

const eventOf = ({ mark }: SendClaim, type = 'email.accepted') => ({
  type,
  at: new Date(noon).toISOString(),
  messageId: `<${mark}@larkfield.example>`,
});
const post = async (body: unknown = eventOf(mail), signing = {}) => (await postMail(edge, body, signing)).statusCode;
const shutUntil = () => edge.stores.doors.shutUntil('email_events');

/** The ledger knows no mark, as while MongoDB is away; until it is mended. */
function ledgerAway(): () => void {
  const spy = vi.spyOn(edge.stores.sends, 'marked').mockRejectedValue(new Outage('gone'));
  return () => {
    spy.mockRestore();
  };
}

/** Another edge over the same stores, which has taken an event: what happened before it is noted. */
async function reopened(overrides: Partial<ServerDependencies> = {}): Promise<void> {
  await edge.app.close();
  edge = { ...(await startDoors({ stores: edge.stores, ...overrides })), stores: edge.stores };
  expect(await post()).toBe(204);
  edge.time.now = noon + MINUTE;
}

describe('the door for events of e-mail', () => {
  it('may have refused one before its edge began: noted before the first event is taken', async () => {
    edge.time.now = noon + 1;
    expect(await post()).toBe(204);
    expect(await shutUntil()).toBe(noon + 1);
  });

  it('may have refused one before its edge began: noted when that begins to listen, too', async () => {
    await edge.app.listen({ host: '127.0.0.1', port: 0 });
    await vi.waitFor(async () => expect(await shutUntil()).toBe(noon));
  });

  it('that takes every event is not noted as shut again', async () => {
    await reopened();
    expect(await post([eventOf(mail), eventOf(mail, 'email.opened')])).toBe(204);
    expect(await shutUntil()).toBe(noon);
  });

  it('takes no event while nobody can be told what it may have refused', async () => {
    const spy = vi.spyOn(edge.stores.doors, 'shut').mockRejectedValue(new Outage('gone'));
    expect(await post()).toBe(503);
    expect(await rowOf(edge, mail)).not.toHaveProperty('reportedAt');
    spy.mockRestore();
    expect(await post()).toBe(204);
    expect(await rowOf(edge, mail)).toHaveProperty('reportedAt');
  });
});

describe('an event that was refused', () => {
  it.each([
    ['while the ledger was away', 503, () => post()],
    ['for a signature by another secret', 403, () => post(eventOf(mail), { secret: `${emailSecret}x` })],
    ['since it could not be read', 422, () => post({ ...eventOf(mail), to: 'somebody' })],
    ['since it was no JSON', 400, () => post('{')],
  ])('%s (%d) is noted by the time that the next one is taken', async (_, code, refusedBy) => {
    await reopened();
    const mend = code === 503 ? ledgerAway() : () => undefined;
    expect(await refusedBy()).toBe(code);
    mend();
    expect(await post()).toBe(204);
    expect(await shutUntil()).toBe(noon + MINUTE);
  });

  it('since there were too many is noted without another one: another process may take that', async () => {
    await reopened({ rateLimits: { perKey: 1, perAddress: 1 } });
    expect(await post()).toBe(429);
    await vi.waitFor(async () => expect(await shutUntil()).toBe(noon + MINUTE));
  });

  it('is noted only once somebody can be told: until then the next ones are refused', async () => {
    await reopened();
    const spy = vi.spyOn(edge.stores.doors, 'shut').mockRejectedValue(new Outage('gone'));
    const mend = ledgerAway();
    expect(await post()).toBe(503);
    mend();
    expect(await post()).toBe(503);
    spy.mockRestore();
    edge.time.now = noon + 2 * MINUTE;
    expect(await post()).toBe(204);
    expect(await shutUntil()).toBe(noon + 2 * MINUTE);
  });

  it('is no other mail of the mailbox for bounces: none was kept from us', async () => {
    await reopened();
    expect(await post('Subject: Hello\r\n\r\nHello.', { type: 'message/rfc822' })).toBe(400);
    expect(await post()).toBe(204);
    expect(await shutUntil()).toBe(noon);
  });
});

describe('a mail whose answer was lost, and whose event its provider has yet to repeat', () => {
  /** What is shown of it ten minutes later, after the event of a later mail was taken. */
  async function shown(lost: SendClaim): Promise<string | undefined> {
    const times = { claimedAt: noon + 2 * MINUTE, deadlineAt: noon + 3 * MINUTE };
    const later = await aSent(edge, { key: 'acme/case-3/1/apology/1/email', ...times, settlement: accepted });
    expect(await post(eventOf(later))).toBe(204);
    const { sends } = edge.stores;
    const events = {
      within: MINUTE,
      takenSince: (at: number) => sends.takenSince('email', at),
      doorShutUntil: shutUntil,
    };
    const from = { name: 'Customer care', address: 'care@larkfield.example' };
    const clock = { now: () => noon + 10 * MINUTE };
    const channel = createEmailChannel({ smtpUrl: 'smtp://127.0.0.1:1', from, events, clock });
    const evidence = await channel.evidence?.look({ ...lost, to: 'ada@customers.example' });
    await channel.close();
    return evidence?.kind;
  }
  const doubtful = () => {
    const settlement = { state: 'in_doubt', code: 'timed_out', at: noon + 1_000 } as const;
    const times = { claimedAt: noon + 1, deadlineAt: noon + 900 };
    return aSent(edge, { key: 'acme/case-2/1/apology/1/email', ...times, settlement });
  };

  it('is not shown to be absent by events of later mails, when its own was refused', async () => {
    await reopened();
    const lost = await doubtful();
    const mend = ledgerAway();
    expect(await post(eventOf(lost))).toBe(503);
    mend();
    expect(await shown(lost)).toBe('unknown');
  });

  it('is shown to be absent by events of later mails, when none was refused', async () => {
    await reopened();
    expect(await shown(await doubtful())).toBe('absent');
  });
});
