import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';

const workflowsPath = fileURLToPath(new URL('../../workflows/index.ts', import.meta.url));
const interceptorsPath = fileURLToPath(new URL('./short-time-outs.ts', import.meta.url));
const silent = () => undefined;
const logger = { log: silent, trace: silent, debug: silent, info: silent, warn: silent, error: silent };

/** Packed once for all runs of this process: that takes seconds. */
let bundled: ReturnType<typeof bundleWorkflowCode> | undefined;

/** Packs the workflows with the shorter time-outs into a file of this folder, for all workers, and gives its path. */
export async function bundleWorkflows(folder: string): Promise<string> {
  bundled ??= bundleWorkflowCode({ workflowsPath, workflowInterceptorModules: [interceptorsPath], logger });
  const { code } = await bundled;
  const file = join(folder, 'workflows.js');
  await writeFile(file, code);
  return file;
}
