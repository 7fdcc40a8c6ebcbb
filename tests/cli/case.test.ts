import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CommandRefusedError, RecoveryUnavailableError } from '../../client/index.js';
import { HOUR, openingEvent } from '../domain/support/builders.js';
import { opened } from '../domain/support/journey.js';
import { aClaim } from '../domain/support/sends.js';
import { noon } from '../web/support/server.js';
import { putCase } from '../web/support/builders.js';
import { startDesk, type Desk } from './support/command.js';

const caseOpened = openingEvent();

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
  await putCase(desk.stores.cases, { caseId: 'older', customerId: 'c-1', view: { openedAt: noon - 60_000 } });
  await putCase(desk.stores.cases, {
    caseId: 'newer',
    customerId: 'c-2',
    view: { stage: 'closed', waitingFor: 'nothing', outcome: 'recovered', cause: 'score_5' },
  });
  await putCase(desk.stores.cases, {
    caseId: 'acted-on',
    customerId: 'c-3',
    view: { round: 2, openedAt: noon - 120_000 },
  });
});
afterAll(() => desk.close());
beforeEach(() => {
  desk.recoveries.failure = undefined;
  desk.recoveries.commands.length = 0;
});

describe('case show', () => {
  it('begins with a sentence and tells the facts in words', async () => {
    const run = await desk.amends(['case', 'show', 'newer']);
    expect(run.out.split('\n').slice(0, 2)).toEqual([
      'Case newer, reference ABCD2345',
      'Closed. The customer has heard nothing yet. Outcome recovered, cause score_5.',
    ]);
    expect(run.out).toContain(`2026-03-02 12:00Z report incident-${noon} is taken up`);
  });

  it('prints clocks, promises and messages in words', async () => {
    const journal = [caseOpened, ...opened().until(HOUR).journal];
    await putCase(desk.stores.cases, {
      caseId: 'living',
      customerId: 'c-8',
      journal,
      view: { openedAt: noon - 600_000 },
    });
    const { out } = await desk.amends(['case', 'show', 'living']);
    expect(out).toMatch(/resolution of inc-1: on_track, due \S+/);
    expect(out).toMatch(/news by .+: open/);
    expect(out).toMatch(/acknowledgement by email: accepted/);
    const key = 'acme/living/1/acknowledgement/1/email';
    await desk.stores.sends.claim(aClaim({ key }));
    await desk.stores.sends.settle(key, 1, { state: 'accepted', providerId: 'p-1', at: noon, locale: 'es' });
    const told = await desk.amends(['case', 'show', 'living']);
    expect(told.out).toMatch(/acknowledgement by email in es: accepted/);
    expect(out).toContain('To take: The apology of inc-1 is due at 2026-03-02 13:00 UTC, in 1 h. Nobody has taken it.');
    expect(out).toMatch(/opened for inc-1: late_delivery, high; protocol default\n/);
  });

  it.each([
    ['pt-BR', 'en', 'in en, asked for pt-BR: accepted'],
    ['en-GB', 'en', 'in en: accepted'],
  ])('says that a customer of %s was written to in %s as "%s"', async (localeAsked, locale, words) => {
    const caseId = `of-${localeAsked}`;
    const journal = [openingEvent({ caseId }), ...opened().until(HOUR).journal];
    await putCase(desk.stores.cases, { caseId, customerId: 'c-8', journal });
    const key = `acme/${caseId}/1/acknowledgement/1/email`;
    await desk.stores.sends.claim(aClaim({ key }));
    const text = { locale, localeAsked };
    await desk.stores.sends.settle(key, 1, { state: 'accepted', providerId: 'p-1', at: noon, ...text });
    const { out } = await desk.amends(['case', 'show', caseId]);
    expect(out).toContain(`acknowledgement by email ${words}`);
  });

  it('prints the case as the server has it with --json', async () => {
    expect((await desk.amends(['case', 'show', 'older', '--json'])).json()).toMatchObject({ caseId: 'older', seq: 3 });
  });

  it('ends with 3 and prints the problem when there is no such case', async () => {
    const run = await desk.amends(['case', 'show', 'nothing', '--json']);
    expect(run.code).toBe(3);
    expect(run.json()).toMatchObject({ type: 'urn:amends:problem:not_found', status: 404 });
  });

  it('prints no control sequence that a stored text may hold', async () => {
    await putCase(desk.stores.cases, {
      caseId: 'hostile',
      customerId: 'c-9',
      view: { stage: 'closed', outcome: 'declined', cause: '\u001b[2Jgone\u0007', openedAt: noon - 300_000 },
    });
    const run = await desk.amends(['case', 'show', 'hostile']);
    expect(run.out).toContain('Outcome declined, cause [2Jgone.');
    expect(run.out).not.toMatch(/[^\P{Cc}\n]/u);
  });
});

describe('case explain', () => {
  it('says of each due time which steps led to it', async () => {
    await putCase(desk.stores.cases, { caseId: 'explained', customerId: 'c-10', journal: [caseOpened] });
    const { out } = await desk.amends(['case', 'explain', 'explained']);
    const [first = ''] = out.split('\n\n');
    expect(first.split('\n').slice(0, 3)).toEqual([
      'acknowledgement of inc-1: running, due 2026-03-02 09:05Z',
      '  2026-03-02 09:00Z  inc-1 was reported',
      expect.stringMatching(/^ {2}2026-03-02 09:05Z {2}5 min of the customer's time later/),
    ]);
    expect(out).toContain('apology without a signature, if nobody takes the case: planned, due 2026-03-02 11:00Z');
  });

  it('says so where nothing has a due time', async () => {
    expect((await desk.amends(['case', 'explain', 'older'])).out).toBe('Nothing has a due time.');
  });
});

describe('a command to a case', () => {
  it.each([
    [['take'], { type: 'take' }],
    [['resolve', '--cause', 'parcel_found'], { type: 'resolve', cause: 'parcel_found' }],
    [['resolve', '--cause', 'x', '--incident', 'a', 'b'], { type: 'resolve', cause: 'x', incidents: ['a', 'b'] }],
    [
      ['hold', '--reason', 'courier', '--until', 'PT4H'],
      { type: 'hold', reason: 'courier', until: noon + 4 * 3_600_000 },
    ],
    [['hold', '--reason', 'r', '--until', 'P1W2DT3H4M5S'], { until: noon + 9 * 86_400_000 + 11_045_000 }],
    [['hold', '--reason', 'r', '--until', '2026-03-03T09:30:00+02:00'], { until: Date.UTC(2026, 2, 3, 7, 30) }],
    [['resume'], { type: 'resume' }],
    [['recategorise', '--category', 'billing'], { type: 'recategorise', category: 'billing' }],
    [['withdraw', '--cause', 'fixed_alone'], { type: 'withdraw', cause: 'fixed_alone' }],
    [['abort', '--cause', 'by_mistake'], { type: 'abort', cause: 'by_mistake' }],
    [['close', '--outcome', 'declined', '--cause', 'c'], { type: 'close', outcome: 'declined', cause: 'c' }],
  ])('%j reaches the case with actor, current round and an id of its own', async ([name = '', ...options], sent) => {
    const run = await desk.amends(['case', name, 'acted-on', '--json', ...options]);
    expect(run.json()).toEqual({ caseId: 'acted-on', seq: 7 });
    expect(desk.recoveries.commands).toEqual([
      expect.objectContaining({
        ...sent,
        tenant: 'acme',
        customerId: 'c-3',
        actor: 's-001',
        round: 2,
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
      }),
    ]);
  });

  it('keeps the note of a close with the case and away from the command', async () => {
    await desk.amends(['case', 'close', 'acted-on', '--outcome', 'declined', '--cause', 'c', '--note', 'a hard call']);
    expect(JSON.stringify(desk.recoveries.commands)).not.toContain('a hard call');
    expect((await desk.amends(['case', 'show', 'acted-on'])).out).toContain('s-001: a hard call');
  });

  it('carries the request id and round that it is given', async () => {
    await desk.amends(['case', 'take', 'acted-on', '--request-id', 'again-1', '--round', '2']);
    expect(desk.recoveries.commands).toEqual([expect.objectContaining({ requestId: 'again-1', round: 2 })]);
  });

  it('ends with 4 and says why when the case refuses it', async () => {
    desk.recoveries.failure = new CommandRefusedError('resume', 'not_held');
    const run = await desk.amends(['case', 'resume', 'acted-on']);
    expect(run).toMatchObject({ code: 4, out: '' });
    expect(run.error).toBe('The case does not allow that now: the case is not on hold, and no reply waits.');
  });

  it('ends with 4 when the case is closed', async () => {
    expect((await desk.amends(['case', 'take', 'newer'])).code).toBe(4);
  });

  it('ends with 5 and says how to repeat it safely when nobody answers', async () => {
    desk.recoveries.failure = new RecoveryUnavailableError('the command take');
    const run = await desk.amends(['case', 'take', 'acted-on', '--request-id', 'once', '--json']);
    expect(run.code).toBe(5);
    expect(run.error).toContain('Repeat it with --request-id once');
    expect(run.json()).toMatchObject({ type: 'urn:amends:problem:unavailable', requestId: 'once' });
  });

  it.each([
    ['a month', 'P1M'],
    ['an empty duration', 'P'],
    ['a duration that ends in T', 'P1DT'],
    ['a time without an offset', '2026-03-03T09:30:00'],
    ['a word', 'tomorrow'],
  ])('ends with 2 when --until is %s, and sends nothing', async (_, until) => {
    const run = await desk.amends(['case', 'hold', 'acted-on', '--reason', 'r', '--until', until]);
    expect(run.code).toBe(2);
    expect(run.error).toContain('--until has to be');
    expect(desk.recoveries.commands).toEqual([]);
  });
});
