import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CommandRefusedError } from '../../client/index.js';
import { keys, noon } from '../web/support/server.js';
import { putCase, reportOf } from '../web/support/builders.js';
import { putDoubt, putReach } from '../web/support/sends.js';
import { startDesk, type Desk } from './support/command.js';
import { commandTree, exampleOf } from './support/tree.js';

const tree = commandTree();
/** Commands that ask no server; what they need instead is tried where they are tested. */
const local = ['programme check', 'programme preview', 'programme diff', 'doctor', 'completion'];
const asking = tree.filter(({ name }) => !local.includes(name));
const ofOneCase = asking.filter(({ command }) => command.registeredArguments[0]?.name() === 'case');
const acting = ofOneCase.filter(({ command }) => command.options.some(({ long }) => long === '--request-id'));
const named = (leaves: typeof tree) => leaves.map((leaf) => [leaf.name, leaf] as const);

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
  await symlink(join(process.cwd(), 'programme'), join(desk.folder, 'programme'));
  await writeFile(join(desk.folder, 'incident.json'), JSON.stringify(reportOf({ id: 'order-1' })));
  await putCase(desk.stores.cases, { caseId: 'order-1041-late', view: { dueAt: noon, rootCause: 'courier_lost_it' } });
  await putDoubt(desk.stores, 'acme/order-1041-late/1/apology/1/email');
  await putReach(desk.stores, { id: 'reach-order-1041-late-1', caseId: 'order-1041-late' });
  await desk.stores.customers.upsert('acme', { id: 'c-77', locale: 'en' }, noon);
  const mail = { tenant: 'acme', kind: 'reply', channel: 'email', receivedAt: noon, reading: 'reply' } as const;
  for (const inputId of ['mail-Zk3x', 'mail-Qp7d']) await desk.stores.inputs.put({ ...mail, inputId, text: 'Hello?' });
  await desk.amends(['incident', 'report', '-'], { typed: JSON.stringify(reportOf()) });
  // What follows a command is there at once.
  desk.recoveries.seq = 2;
});
afterAll(() => desk.close());
beforeEach(() => {
  desk.recoveries.failure = undefined;
});

describe('the tree of commands', () => {
  it('holds more than a dozen commands, some of them about one case', () => {
    expect(tree.length).toBeGreaterThan(12);
    expect(acting.map(({ name }) => name)).toContain('case take');
  });

  it.each(named(tree))('%s says in its help what it is for, how it is called and with what it exits', (name, leaf) => {
    expect(leaf.command.description().length).toBeGreaterThan(5);
    expect(exampleOf(leaf).join(' ')).toMatch(new RegExp(`^${name}\\b`));
    for (const option of ['--json', '--no-color', '--no-input']) expect(leaf.help).toContain(option);
    expect(leaf.help).toContain('Exit codes: 0 ok, 1 failed, 2 usage');
    for (const { description } of [...leaf.command.options, ...leaf.command.registeredArguments]) {
      expect(description).not.toBe('');
    }
  });

  it.each(named(tree))('%s ends with 2 for an option that it does not know, with one document', async (_, leaf) => {
    const run = await desk.amends([...exampleOf(leaf), '--no-such-option', '--json']);
    expect(run.code).toBe(2);
    expect(run.json()).toMatchObject({ title: 'The command was not called rightly' });
    expect(run.error).toContain('--no-such-option');
  });
});

describe('an example of the help', () => {
  it.each(named(asking))('%s ends with 0, with data on standard output alone', async (_, leaf) => {
    const run = await desk.amends(exampleOf(leaf));
    expect(run).toMatchObject({ code: 0, error: '' });
    expect(run.out).not.toBe('');
  });

  it.each(named(asking))('%s prints one document with --json', async (_, leaf) => {
    const run = await desk.amends([...exampleOf(leaf), '--json']);
    expect(run.code).toBe(0);
    expect(run.json()).toBeTypeOf('object');
  });

  it.each(named(asking))('%s ends with 5 when the server is away, with one document', async (_, leaf) => {
    const server = { url: 'http://127.0.0.1:1', apiKey: keys.admin };
    const run = await desk.amends([...exampleOf(leaf), '--json'], { server });
    expect(run.code).toBe(5);
    expect(run.json()).toMatchObject({ title: expect.stringContaining('No answer') as unknown });
    expect(run.error).toContain('Is the server running there?');
  });

  it.each(named(ofOneCase))('%s ends with 3 when there is no such case', async (_, leaf) => {
    const words = exampleOf(leaf).map((word) => (word === 'order-1041-late' ? 'nobody-knows' : word));
    const run = await desk.amends([...words, '--json']);
    expect(run.code).toBe(3);
    expect(run.json()).toMatchObject({ type: 'urn:amends:problem:not_found' });
  });

  it.each(named(acting))('%s ends with 4 when the case refuses it', async (_, leaf) => {
    desk.recoveries.failure = new CommandRefusedError('it', 'ending_already');
    const run = await desk.amends([...exampleOf(leaf), '--json']);
    expect(run.code).toBe(4);
    expect(run.json()).toMatchObject({ status: 409, refusal: 'ending_already' });
  });
});
