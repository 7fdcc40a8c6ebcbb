import { composeWeb } from '../app/compose-web.js';
import { exitOnFailure } from '../app/exit-on-failure.js';
import { readWebSettings } from '../config/index.js';

await exitOnFailure('web', async () => {
  const web = await composeWeb(readWebSettings());
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void web.stop());
  await web.listen();
});
