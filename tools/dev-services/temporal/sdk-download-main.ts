import { TestWorkflowEnvironment } from '@temporalio/testing';

// Downloads one executable through the SDK: file name, version, folder. The SDK downloads only what it starts.
const [file, version = 'default', downloadDir = '.'] = process.argv.slice(2);
const server = { executable: { type: 'cached-download', version, downloadDir } } as const;
const environment =
  file === 'temporal'
    ? await TestWorkflowEnvironment.createLocal({ server })
    : await TestWorkflowEnvironment.createTimeSkipping({ server });
await environment.teardown();
