import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { findOrphans } from '../../activities/orphans.js';
import type { FrozenProtocol } from '../../domain/protocol/protocol.js';
import { attributes, RECOVER_CASE, recoveryId, REFUSED, stateQuery } from '../../workflows/contract.js';
import { aReport, DAY, HOUR, MINUTE } from '../domain/support/builders.js';
import { aProgramme } from '../support/a-programme.js';
import { lost } from '../support/fake-channel.js';
import type { Customer } from './support/customer.js';
import { devServerWorld } from './support/worlds.js';

const RESOLVE = { type: 'resolve', cause: 'courier_lost_it' } as const;
const HOLD = { type: 'hold', reason: 'travelling', until: Date.now() + DAY } as const;
const ABORT = { type: 'abort', cause: 'duplicate_report' } as const;

/** Clocks of which one is due within the hour, and of which one has been due for long. */
const clocks = { acknowledgement: 5 * MINUTE, apology: 4 * HOUR, resolution: 24 * HOUR };
const dueSoon = { clocks: { ...clocks, apology: 40 * MINUTE } };
const overdue = { clocks: { ...clocks, apology: 1 } };
/** A journey whose waits are over at once, but for those for the customer's answer and for a decision. */
const hasty = {
  apologyWaits: 1,
  followUpAfter: 1,
  decideWithin: 40 * MINUTE,
  survey: { after: 2, reminderAfter: DAY, expiresAfter: 2 * DAY, target: 4 },
};

/** The saved views of `docs/operations.md`, by name: what is documented is what is run. */
const page = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
const views = [...page.matchAll(/^\| (.+?) +\| `(ExecutionStatus = .+?)` +\|$/gm)].map(([, name = '', query = '']) => ({
  name,
  query,
}));

/** What the Web UI asks a run for, to show its card and its dialogs. */
interface Shown {
  readonly currentDetails: string;
  readonly definition: {
    readonly updateDefinitions: readonly { readonly name: string; readonly description: string }[];
  };
}

/** An input of an update. */
type Input = Readonly<Record<string, unknown>> & { readonly type: string };

/** Which of the cases below each view has to find; it has to find no other. */
const expected: Readonly<Record<string, readonly string[]>> = {
  'due within the hour, or overdue': ['due soon', 'low twice', 'overdue'],
  breached: ['overdue'],
  held: ['held', 'held, in doubt'],
  'waiting for the customer': ['surveyed'],
  'waiting for a decision': ['low twice'],
  'in doubt': ['in doubt'],
  'parked: its tasks fail': ['parked'],
  'of one owner': ['low twice', 'surveyed', 'taken'],
  'of one tenant': [
    'doubt overtaken',
    'due soon',
    'held',
    'held, in doubt',
    'in doubt',
    'low twice',
    'new',
    'overdue',
    'parked',
    'surveyed',
    'taken',
  ],
  "nobody's": ['due soon', 'in doubt', 'new', 'of globex', 'overdue'],
};

describe('the Temporal Web UI as a desk', () => {
  const world = devServerWorld();
  const names = new Map<string, string>();
  let faulty: Worker | undefined;
  let stopped: Promise<void> | undefined;

  /** A case of these numbers that has come to its first rest. */
  async function reported(name: string, protocol: Partial<FrozenProtocol> = {}): Promise<Customer> {
    const customer = world().customer();
    names.set(customer.caseId, name);
    await world().publish(protocol);
    if (/doubt/.test(name)) world().email.next(customer.caseId, lost);
    await customer.report();
    await world().until(() =>
      customer.view().then(
        () => true,
        () => false,
      ),
    );
    return customer;
  }

  /** A case whose survey of the first round is out. */
  async function surveyed(name: string): Promise<Customer> {
    const customer = await reported(name, hasty);
    await customer.command({ type: 'take' });
    await customer.reaches('resolve');
    await customer.command(RESOLVE);
    await customer.hears('survey');
    return customer;
  }

  async function answeredLowTwice(): Promise<void> {
    const customer = await surveyed('low twice');
    await customer.answer(1);
    await customer.hears('second_chance');
    await customer.command(RESOLVE, { round: 2 });
    await world().until(() => customer.heard.filter((message) => message === 'survey').length === 2);
    await customer.answer(1, 2);
  }

  async function ofGlobex(): Promise<void> {
    const { stores, client } = world();
    const now = Date.now();
    const customer = { id: 'cust-g', locale: 'en', email: 'ada@customers.example' };
    const incident = aReport({ tenant: 'globex', id: 'inc-g', customer, occurredAt: now, reportedAt: now });
    names.set(incident.id, 'of globex');
    await stores.programmes.publish('globex', aProgramme(), 0);
    await stores.incidents.put(incident);
    await stores.customers.upsert('globex', incident.customer, now);
    await client.report({ tenant: 'globex', customerId: 'cust-g', incidentId: incident.id });
  }

  /** A recovery that has opened its case, and then has met a release in which each of its workflow tasks fails. */
  async function parked(): Promise<void> {
    const { environment } = world();
    names.set('inc-parked', 'parked');
    faulty = await Worker.create({
      connection: environment.nativeConnection,
      taskQueue: 'faulty',
      workflowsPath: fileURLToPath(new URL('./support/faulty-recovery.ts', import.meta.url)),
    });
    stopped = faulty.run();
    await environment.client.workflow.start(RECOVER_CASE, {
      workflowId: recoveryId('acme', 'cust-parked'),
      taskQueue: 'faulty',
      typedSearchAttributes: [
        { key: attributes.tenant, value: 'acme' },
        { key: attributes.case, value: 'inc-parked' },
      ],
    });
  }

  beforeAll(async () => {
    await reported('new');
    await (await reported('taken')).command({ type: 'take' });
    await (await reported('held')).command(HOLD);
    await reported('in doubt');
    await (await reported('held, in doubt')).command(HOLD);
    await (await reported('doubt overtaken')).command({ type: 'take' }, { actor: 's-101' });
    await reported('due soon', dueSoon);
    await reported('overdue', overdue);
    await (await reported('closed')).command(ABORT);
    await surveyed('surveyed');
    await answeredLowTwice();
    await ofGlobex();
    await parked();
  });

  afterAll(async () => {
    faulty?.shutdown();
    await stopped;
  });

  it('a run whose workflow tasks fail is an orphan of the kind parked, and no other run is', async () => {
    await vi.waitFor(async () => {
      const { client, stores } = world();
      const { parked } = await findOrphans({ ...stores, recoveries: client }, { now: Date.now(), reportedSince: 0 });
      expect(parked).toEqual([{ tenant: 'acme', customerId: 'cust-parked', id: 'cust-parked' }]);
    }, 10_000);
  });

  it('the saved views of the operations page are those that are tried here', () => {
    expect(views.map(({ name }) => name).sort()).toEqual(Object.keys(expected).sort());
  });

  it.each(views)('the view $name lists the cases that it names, and no other', async ({ name, query }) => {
    const inAnHour = new Date(Date.now() + HOUR).toISOString();
    await vi.waitFor(async () => {
      expect(await found(query.replace(/'20\d\d-.+?Z'/, `'${inAnHour}'`))).toEqual(expected[name]);
    }, 10_000);
  });

  it('the operations page names the updates that a case lists, and no other', async () => {
    const listed = await inputs(await opened());
    const documented = [...page.matchAll(/^\| `(?!amends_)([a-z_]+)` +\| /gm)].map(([, name = '']) => name);
    expect(documented.sort()).toEqual([...listed.keys()].sort());
  });

  it('the input in the description of each update is obeyed once case and time are filled in', async () => {
    const listed = await inputs(await opened());
    for (const [update, input] of listed) {
      const customer = await opened();
      if (update === 'resume') await customer.command(HOLD);
      const { seq: before } = await customer.run.query(stateQuery);
      const answer = await send(customer, filled(input, customer));
      expect(answer, update).toMatchObject({ seq: expect.toSatisfy((seq: number) => seq > before) as number });
    }
  });

  it('an input that is sent as it stands in the description is refused, since it names another case', async () => {
    const customer = await opened();
    for (const [update, input] of await inputs(customer)) {
      expect(await send(customer, input), update).toEqual({ refused: ['closed'] });
    }
  });

  it('an input that makes no sense now is refused for its reason; one that is sent twice is obeyed once', async () => {
    const customer = await opened();
    const listed = await inputs(customer);
    const input = (update: string, requestId: string): object => ({
      ...filled(listed.get(update), customer),
      requestId,
    });
    expect(await send(customer, input('resume', 'r-1'))).toEqual({ refused: ['not_held'] });
    const once = await send(customer, input('hold', 'r-2'));
    expect(await send(customer, input('hold', 'r-2'))).toEqual(once);
    expect(await send(customer, input('hold', 'r-3'))).toEqual({ refused: ['already_held'] });
  });

  it('the input at the end of the card is obeyed as it stands, but for who acts', async () => {
    const customer = await opened();
    const [, input = ''] = /To act by an update: `(.+)`$/.exec((await shownOf(customer)).currentDetails) ?? [];
    await send(customer, { ...(JSON.parse(input) as object), actor: 's-007' });
    expect(await customer.run.query(stateQuery)).toMatchObject({ owner: 's-007' });
  });

  /** A case that is none of those that the views are tried with. */
  async function opened(): Promise<Customer> {
    await world().publish();
    const customer = world().customer();
    await customer.report();
    await customer.reaches('apologize');
    return customer;
  }

  /** What the Web UI shows of a run beside its history. */
  function shownOf({ run }: Customer): Promise<Shown> {
    return run.query<Shown>('__temporal_workflow_metadata');
  }

  /** The inputs in the descriptions of the updates, by name. */
  async function inputs(customer: Customer): Promise<ReadonlyMap<string, Input>> {
    const { updateDefinitions } = (await shownOf(customer)).definition;
    return new Map(
      updateDefinitions.map(({ name, description }) => [
        name,
        JSON.parse(description.slice(description.indexOf('{'))) as Input,
      ]),
    );
  }

  /** The same input about the case of this customer, with a time that is not far ahead where it has one. */
  function filled(input: Input | undefined, { caseId }: Customer): object {
    return { ...input, caseId, ...(input?.['until'] !== undefined && { until: Date.now() + DAY }) };
  }

  /** What comes of an input that is pasted into the dialog for the update of its type. */
  async function send({ run }: Customer, input: object): Promise<unknown> {
    const { type = '' } = input as Partial<Input>;
    return run.executeUpdate(type, { args: [input] }).catch((error: unknown) => {
      const cause = error instanceof WorkflowUpdateFailedError ? error.cause : error;
      if (!(cause instanceof ApplicationFailure) || cause.type !== REFUSED) throw error;
      return { refused: cause.details };
    });
  }

  /** The names of the cases above that the server lists for a query, in order of name. */
  async function found(query: string): Promise<readonly string[]> {
    const listed: string[] = [];
    for await (const run of world().environment.client.workflow.list({ query })) {
      const caseId = run.typedSearchAttributes.get(attributes.case) ?? '';
      const name = names.get(caseId);
      if (name !== undefined) listed.push(name);
    }
    return listed.sort();
  }
});
