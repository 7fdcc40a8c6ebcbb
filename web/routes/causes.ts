import { access, allow, callerOf } from '../access.js';
import { causeBody, causeParams, type CauseAnswer } from '../api/cause.js';
import { causeAnswer } from '../cause-answer.js';
import type { ServerDependencies } from '../dependencies.js';
import { knownCause, refuseOtherNote } from '../known-causes.js';
import type { App } from '../validation.js';

/** Whether what made cases fail is mended: apart from what their customers and the team say of each case. */
export function causeRoutes(app: App, { stores, clock }: ServerDependencies): void {
  app.get('/v1/causes/:cause', { preParsing: allow(access.read), schema: { params: causeParams } }, async (request) => {
    const { tenant } = callerOf(request);
    return (await knownCause(stores, { tenant, ...request.params })) satisfies CauseAnswer;
  });

  app.post(
    '/v1/causes/:cause',
    { preParsing: allow(access.fix), schema: { params: causeParams, body: causeBody } },
    async (request) => {
      const { tenant, actor } = callerOf(request);
      const { cause } = request.params;
      await knownCause(stores, { tenant, cause });
      const said = { tenant, cause, ...request.body, actor, at: clock.now() };
      const stands = await stores.causes.say(said);
      refuseOtherNote(said, stands);
      return causeAnswer(cause, stands) satisfies CauseAnswer;
    },
  );
}
