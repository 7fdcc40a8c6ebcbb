import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

/**
 * The last step of `npm run build`: packs the compiled workflows into `workflow-bundle.js`, so that a worker in
 * production starts without webpack and all workers of a release run the same code. Its argument is the folder of the
 * build; `dist` by default.
 */
const build = resolve(process.argv[2] ?? 'dist');
const { code } = await bundleWorkflowCode({
  workflowsPath: resolve(build, 'workflows/index.js'),
  logger: new DefaultLogger('WARN'),
});
await writeFile(resolve(build, 'workflow-bundle.js'), code);
