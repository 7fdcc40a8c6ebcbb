import { partsOf } from '../../domain/sends/send-key.js';
import type { SendRow } from '../../domain/sends/send-row.js';
import { access, allow, callerOf } from '../access.js';
import { sendListQuery, sendParams, settlementBody, type SendAnswer, type SendList } from '../api/send.js';
import type { Caller } from '../api-keys.js';
import type { ServerDependencies } from '../dependencies.js';
import { listed } from '../listed.js';
import { Problem } from '../problem.js';
import { sendAnswer, sendItem } from '../send-answer.js';
import { settleSend, storedSend } from '../settle-send.js';
import type { App } from '../validation.js';

/** More tasks to settle messages than a case can have: it has some dozens of messages, each asked for five times at most. */
const MOST_TASKS = 200;

/** Messages as the ledger has them, and a person's word about one in doubt. */
export function sendRoutes(app: App, dependencies: ServerDependencies): void {
  const { stores, clock } = dependencies;

  app.get('/v1/sends', { preParsing: allow(access.work), schema: { querystring: sendListQuery } }, async (request) => {
    const { state, ...asked } = request.query;
    const page = await stores.sends.inState(callerOf(request).tenant, state, asked);
    return listed(page, sendItem) satisfies SendList;
  });

  app.get('/v1/sends/:key', { preParsing: allow(access.work), schema: { params: sendParams } }, async (request) => {
    const key = ownKey(request.params.key, callerOf(request));
    return answerTo(dependencies, await storedSend(stores, key));
  });

  app.post(
    '/v1/sends/:key/settlement',
    { preParsing: allow(access.work), schema: { params: sendParams, body: settlementBody } },
    async (request) => {
      const caller = callerOf(request);
      const key = ownKey(request.params.key, caller);
      const { generation, ...said } = request.body;
      const word = { ...said, actor: caller.actor, at: clock.now() };
      return answerTo(dependencies, await settleSend(dependencies, { key, generation, word }));
    },
  );
}

/** Of another tenant's messages nobody learns even whether they are there. */
function ownKey(key: string, { tenant }: Caller): string {
  if (partsOf(key).tenant === tenant) return key;
  throw new Problem('not_found', { detail: 'No message of this key was ever sent.' });
}

async function answerTo({ stores, received, clock }: ServerDependencies, row: SendRow): Promise<SendAnswer> {
  const { tenant, caseId, slot } = partsOf(row.key);
  const found = await stores.cases.get({ tenant, caseId });
  const asked = { tenant, caseId, kind: 'settle_send' } as const;
  const tasks = (await stores.tasks.list(asked, { limit: MOST_TASKS })).items.filter(({ send }) => send === row.key);
  // All else is needed on the telephone even where the text cannot be made again.
  const said = found && (await received.ofSlot(found, slot).catch(() => undefined));
  return sendAnswer({ row, found, tasks, said, now: clock.now() });
}
