import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { WorkflowBundle } from '@temporalio/worker';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { RULES } from '../../domain/case/recovery-case.js';
import { changedWorkflows } from '../support/changed-workflows.js';
import { paths } from './paths.js';

Runtime.install({
  logger: new DefaultLogger('ERROR'),
  shutdownSignals: [],
  telemetryOptions: { logging: { filter: { core: 'ERROR', other: 'ERROR' }, forward: {} } },
});

const versions = Array.from({ length: RULES }, (_, i) => i + 1);
const root = join(import.meta.dirname, 'histories');
const saved = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'));

/** How cases of each released version of the rules have lived; `tests/replay/save-histories.ts` adds those of a new one. */
describe('the histories of running cases', () => {
  let today: WorkflowBundle;

  beforeAll(async () => {
    const workflowsPath = resolve(import.meta.dirname, '../../workflows/index.ts');
    today = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
  });

  function replay(
    workflowBundle: WorkflowBundle,
    file: string,
    change = (json: string): string => json,
  ): Promise<void> {
    const history: unknown = JSON.parse(change(readFileSync(join(root, file), 'utf8')));
    return Worker.runReplayHistory({ workflowBundle }, history, 'recovery/acme/cust-1');
  }

  it.each(versions)('of rules %d hold every notable path', (version) => {
    const folder = `rules-${version}`;
    expect(saved.filter((file) => file.startsWith(folder)).sort()).toEqual(
      paths
        .filter(({ since = 1 }) => since <= version)
        .map(({ name }) => join(folder, `${name}.json`))
        .sort(),
    );
  });

  it('of the first rules call nobody after a second low verdict, those of the second call somebody', () => {
    const text = (version: number): string => readFileSync(join(root, `rules-${version}/second-round.json`), 'utf8');
    expect(decoded(text(1))).not.toContain('"because":"undecided"');
    expect(decoded(text(2))).toContain('"because":"undecided"');
  });

  it('of the third rules ask a person to reach whom no channel reaches', () => {
    const text = readFileSync(join(root, 'rules-3/unreachable.json'), 'utf8');
    expect(decoded(text)).toContain('"kind":"reach_customer"');
  });

  it('the control: a release is not rolled back under cases that have adopted its rules', async () => {
    const earlier = await changedWorkflows({
      file: 'domain/case/recovery-case.ts',
      from: `RULES = ${RULES};`,
      to: `RULES = ${RULES - 1};`,
    });
    await expect(replay(earlier, `rules-${RULES}/recovered.json`)).rejects.toThrow(DeterminismViolationError);
    await expect(replay(earlier, 'rules-1/recovered.json')).resolves.toBeUndefined();
  });

  it.each(versions)('of rules %d are lived again by a release that brings the next version', async (version) => {
    const next = await changedWorkflows({
      file: 'domain/case/recovery-case.ts',
      from: `RULES = ${RULES};`,
      to: `RULES = ${RULES + 1};`,
    });
    await expect(replay(next, `rules-${version}/recovered.json`)).resolves.toBeUndefined();
  });

  it.each(saved)('%s is lived again, command by command, by the process of today', async (file) => {
    await expect(replay(today, file)).resolves.toBeUndefined();
  });

  it('the control: a process that decides otherwise is told that it breaks running cases', async () => {
    const impatient = await changedWorkflows({
      file: 'domain/journey/stages/apologize.ts',
      from: 'c.owner === undefined && now < until',
      to: 'now < until',
    });
    await expect(replay(impatient, 'rules-1/recovered.json')).rejects.toThrow(DeterminismViolationError);
  });

  it('a process that only words its card otherwise breaks none', async () => {
    const reworded = await changedWorkflows({
      file: 'domain/case/summary.ts',
      from: 'Nobody has taken it.',
      to: 'Not taken.',
    });
    await expect(replay(reworded, 'rules-1/breached.json')).resolves.toBeUndefined();
  });

  it('the control: a history in which an activity has another name does not fit the process', async () => {
    const renamed = replay(today, 'rules-1/recovered.json', (json) => json.replaceAll('"projectCase"', '"writeCase"'));
    await expect(renamed).rejects.toThrow(DeterminismViolationError);
  });
});

/** A history with its payloads as text: they are kept in Base64. */
function decoded(json: string): string {
  return JSON.stringify(JSON.parse(json), (key, value: unknown) =>
    key === 'data' && typeof value === 'string' ? Buffer.from(value, 'base64').toString() : value,
  ).replaceAll('\\"', '"');
}
