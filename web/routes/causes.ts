import { access, allow, callerOf } from '../access.js';
import { causeBody, causeParams, type CauseAnswer } from '../api/cause.js';
import { causeAnswer } from '../cause-answer.js';
import type { ServerDependencies } from '../dependencies.js';
import type { App } from '../validation.js';

/** Whether what made cases fail is mended: apart from what their customers and the team say of each case. */
export function causeRoutes(app: App, { stores, clock }: ServerDependencies): void {
  app.get('/v1/causes/:cause', { preParsing: allow(access.read), schema: { params: causeParams } }, async (request) => {
    const { tenant } = callerOf(request);
    const { cause } = request.params;
    return causeAnswer(cause, await stores.causes.get({ tenant, cause })) satisfies CauseAnswer;
  });

  app.post(
    '/v1/causes/:cause',
    { preParsing: allow(access.fix), schema: { params: causeParams, body: causeBody } },
    async (request) => {
      const { tenant, actor } = callerOf(request);
      const { cause } = request.params;
      const said = { tenant, cause, ...request.body, actor, at: clock.now() };
      return causeAnswer(cause, await stores.causes.say(said)) satisfies CauseAnswer;
    },
  );
}
