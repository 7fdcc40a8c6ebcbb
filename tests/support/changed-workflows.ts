import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { WorkflowBundle } from '@temporalio/worker';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

const root = resolve(import.meta.dirname, '../..');

/** One change of the source: this text, which has to stand in the file, becomes that one. */
export interface Change {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** The workflows with their source as it is, but for these changes: what a safeguard does is seen by taking it away. */
export async function changedWorkflows(...changes: readonly Change[]): Promise<WorkflowBundle> {
  const copy = await mkdtemp(join(tmpdir(), 'amends-changed-'));
  try {
    for (const folder of ['workflows', 'domain', 'activities']) {
      await cp(join(root, folder), join(copy, folder), { recursive: true });
    }
    await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
    for (const change of changes) await apply(copy, change);
    return await bundleWorkflowCode({
      workflowsPath: join(copy, 'workflows/index.ts'),
      logger: new DefaultLogger('ERROR'),
    });
  } finally {
    await rm(copy, { recursive: true });
  }
}

async function apply(copy: string, { file, from, to }: Change): Promise<void> {
  const path = join(copy, file);
  const source = await readFile(path, 'utf8');
  if (!source.includes(from)) throw new Error(`${file} does not say "${from}" any more`);
  await writeFile(path, source.replace(from, to));
}
