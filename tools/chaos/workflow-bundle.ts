import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';

const workflowsPath = fileURLToPath(new URL('../../workflows/index.ts', import.meta.url));
const interceptorsPath = fileURLToPath(new URL('./short-time-outs.ts', import.meta.url));
const silent = () => undefined;
const logger = { log: silent, trace: silent, debug: silent, info: silent, warn: silent, error: silent };

/** Packs the workflows with the shorter time-outs into a file of this folder, once for all workers, and gives its path. */
export async function bundleWorkflows(folder: string): Promise<string> {
  const { code } = await bundleWorkflowCode({
    workflowsPath,
    workflowInterceptorModules: [interceptorsPath],
    logger,
  });
  const file = join(folder, 'workflows.js');
  await writeFile(file, code);
  return file;
}
