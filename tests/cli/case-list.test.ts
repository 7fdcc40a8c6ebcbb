import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as choices from '../../cli/commands/choices.js';
import { slaStates, stageNames, waits } from '../../domain/case/case-view.js';
import { outcomesByHand } from '../../domain/case/commands.js';
import { severities, sources } from '../../domain/case/incident.js';
import { outcomes } from '../../domain/case/outcome.js';
import { purposes } from '../../domain/contact/decision.js';
import { sendStates } from '../../domain/sends/send-row.js';
import { taskKinds, taskOutcomes } from '../../domain/tasks/task.js';
import { aProgramme } from '../support/a-programme.js';
import { noon } from '../web/support/server.js';
import { putCase } from '../web/support/builders.js';
import { startDesk, type Desk } from './support/command.js';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
  const put = (caseId: string, view: Parameters<typeof putCase>[1] & object) =>
    putCase(desk.stores.cases, { caseId, customerId: `of-${caseId}`, ...view });
  await put('older', { view: { openedAt: noon - 60_000, owner: 's-104', sla: 'breached', dueAt: noon - 1 } });
  await put('newer', { view: { stage: 'closed', outcome: 'recovered', waitingFor: 'nothing' } });
  await put('oldest', { view: { openedAt: noon - 120_000, severity: 'critical', team: 'billing', dueAt: noon - 2 } });
  await put('calm', {
    view: { openedAt: noon - 180_000, protocol: 'account', waitingFor: 'customer', dueAt: noon + 3_600_000 },
  });
});
afterAll(() => desk.close());

const idsOf = async (...filter: readonly string[]): Promise<readonly string[]> =>
  ((await desk.amends(['case', 'list', '--json', ...filter])).json() as { items: { caseId: string }[] }).items.map(
    ({ caseId }) => caseId,
  );

describe('case list', () => {
  it('prints a table, newest case first', async () => {
    const run = await desk.amends(['case', 'list']);
    const lines = run.out.split('\n');
    expect(lines[0]).toMatch(/^CASE +REFERENCE +STAGE/);
    expect(lines.slice(1).map((line) => line.split(' ')[0])).toEqual(['newer', 'older', 'oldest', 'calm']);
  });

  it.each([
    [['--open'], ['older', 'oldest', 'calm']],
    [['--closed'], ['newer']],
    [['--stage', 'closed'], ['newer']],
    [['--severity', 'critical'], ['oldest']],
    [['--customer', 'of-older'], ['older']],
    [['--owner', 's-104'], ['older']],
    [['--owner', 'nobody'], []],
    [['--team', 'billing'], ['oldest']],
    [['--sla', 'breached'], ['older']],
    [['--waiting-for', 'customer'], ['calm']],
    [
      ['--waiting-for', 'person'],
      ['older', 'oldest'],
    ],
    [['--protocol', 'account'], ['calm']],
    [['--outcome', 'recovered'], ['newer']],
    [
      ['--due-before', 'PT30M'],
      ['older', 'oldest'],
    ],
    [
      ['--due-before', 'PT2H'],
      ['older', 'oldest', 'calm'],
    ],
    [['--due-before', '2026-03-02T12:59:59.999+01:00'], ['oldest']],
    [['--due'], ['oldest', 'older', 'calm', 'newer']],
    [
      ['--due', '--open', '--team', 'delivery'],
      ['older', 'calm'],
    ],
  ])('with %j prints only the cases that fit', async (filter, ids) => {
    expect(await idsOf(...filter)).toEqual(ids);
  });

  it('that keeps every case out names its filters, and a team or protocol that the programme does not have', async () => {
    await desk.stores.programmes.publish('acme', aProgramme(), noon);
    const words = ['case', 'list', '--due', '--open', '--owner', 'nobody', '--team', 'nope'];
    const run = await desk.amends(words);
    expect(run).toMatchObject({ code: 0, out: 'No cases match --owner nobody --team nope --open.' });
    expect(run.error).toBe('The current programme has no team of this name; it has care.');
    expect((await desk.amends(['case', 'next', '--team', 'nope'])).error).toBe(run.error);
    const known = await desk.amends(['case', 'list', '--team', 'care', '--protocol', 'lost']);
    expect(known.error).toBe('The current programme has no protocol of this name; it has default.');
    expect((await desk.amends(['case', 'list', '--team', 'care'])).error).toBe('');
  });

  it('goes on from the cursor of an earlier page', async () => {
    const first = (await desk.amends(['case', 'list', '--json', '--limit', '2'])).json() as { next: string };
    expect(await idsOf('--cursor', first.next)).toEqual(['oldest', 'calm']);
  });

  it('says on standard error how to see more', async () => {
    const run = await desk.amends(['case', 'list', '--limit', '1']);
    expect(run.error).toMatch(/^There are more: --cursor \S+$/);
  });

  it.each([
    ['in_doubt', / Messages in doubt are listed by: amends send list --in-doubt\./],
    ['limbo', /Allowed choices are person, [^.]+\.\n/],
  ])('waiting for %s is refused, and says what there is instead', async (whom, words) => {
    const run = await desk.amends(['case', 'list', '--waiting-for', whom]);
    expect(run).toMatchObject({ code: 2, out: '' });
    expect(run.error).toMatch(words);
  });

  it.each([
    ['a word for a time', ['--due-before', 'soon']],
    ['a stage that does not exist', ['--stage', 'limbo']],
    ['open and closed at once', ['--open', '--closed']],
    ['all, but at most three', ['--all', '--limit', '3']],
  ])('ends with 2 for %s', async (_, words) => {
    expect(await desk.amends(['case', 'list', ...words])).toMatchObject({ code: 2, out: '' });
  });
});

describe('case list --all', () => {
  const many = Array.from({ length: 205 }, (_, at) => `many-${at}`);
  beforeAll(async () => {
    for (const caseId of many) {
      await putCase(desk.stores.cases, { caseId, customerId: caseId, facts: 1, view: { team: 'crowd' } });
    }
  });

  it('prints the cases of every page, and no cursor', async () => {
    const run = await desk.amends(['case', 'list', '--all', '--team', 'crowd', '--json']);
    const { items, next } = run.json() as { items: { caseId: string }[]; next: null };
    expect(new Set(items.map(({ caseId }) => caseId))).toEqual(new Set(many));
    expect([items.length, next, run.error]).toEqual([205, null, '']);
  });

  it('tells on a terminal how far it is, and clears that line before it prints', async () => {
    const seen: string[] = [];
    const progress = (text: string) => void seen.push(text);
    await desk.amends(['case', 'list', '--all', '--team', 'crowd'], { progress });
    expect(seen).toEqual(['200 cases so far …', '']);
    await desk.amends(['case', 'list', '--limit', '1'], { progress });
    expect(seen).toHaveLength(2);
  });
});

describe('the choices of options', () => {
  it('are those of the domain', () => {
    expect(choices.stages).toEqual(stageNames);
    expect(choices.severities).toEqual(severities);
    expect(choices.sources).toEqual(sources);
    expect(choices.slaStates).toEqual(slaStates);
    expect(choices.outcomes).toEqual(outcomes);
    expect(choices.outcomesByHand).toEqual(outcomesByHand);
    expect(new Set(choices.waits)).toEqual(new Set([...waits, 'person']));
    expect(choices.sendStates).toEqual(sendStates);
    expect(choices.purposes).toEqual(purposes);
    expect(choices.taskKinds).toEqual(taskKinds);
    expect(choices.taskOutcomes).toEqual([...new Set(Object.values(taskOutcomes).flat())]);
  });
});
