import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { WorkflowBundle } from '@temporalio/worker';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { changedWorkflows } from '../support/changed-workflows.js';
import { paths } from './paths.js';

Runtime.install({
  logger: new DefaultLogger('ERROR'),
  shutdownSignals: [],
  telemetryOptions: { logging: { filter: { core: 'ERROR', other: 'ERROR' }, forward: {} } },
});

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

  it('of the first rules hold every notable path', () => {
    expect(saved.filter((file) => file.startsWith('rules-1')).sort()).toEqual(
      paths.map(({ name }) => join('rules-1', `${name}.json`)).sort(),
    );
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
      file: 'workflows/card.ts',
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
