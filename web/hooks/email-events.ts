import { promisify } from 'node:util';
import type { EmailHook, HookRequest, ProviderReport } from '../../ports/provider-hooks.js';
import { emailEvents, reportOf } from '../api/email-event.js';
import type { ServerDependencies } from '../dependencies.js';
import { jsonReader } from '../json-body.js';
import { limitOfProviders } from '../limits.js';
import { Problem } from '../problem.js';
import { checkedBody, type App } from '../validation.js';
import { badSignature, signedBytes } from './signed-request.js';
import { takeAll } from './take-all.js';

/** Bytes: a thousand events, or a bounce that sends the whole mail back. */
const BODY_LIMIT = 1024 * 1024;

/** Events of the provider of e-mail, and bounces as mails (RFC 3464); both signed after Standard Webhooks. */
export function emailEventRoute(app: App, dependencies: ServerDependencies): void {
  const hook = dependencies.hooks?.email;
  const config = { rateLimit: limitOfProviders(dependencies.rateLimits) };
  const readJson = promisify(jsonReader(app));
  app.post('/hooks/email/events', { bodyLimit: BODY_LIMIT, config }, async (request, reply) => {
    if (hook === undefined) throw new Problem('not_found', { detail: notSetUp });
    const told = signedBytes(request);
    if (!hook.isSigned(told)) throw badSignature();
    const reports = isJson(told)
      ? checkedBody(emailEvents, await readJson(request, told.body.toString())).map(reportOf)
      : await bouncesIn(told, hook);
    await takeAll(dependencies, { request, reports, source: 'email_events' });
    return reply.code(204).send();
  });
}

const notSetUp = 'This hook is not set up: the web edge has no EMAIL_HOOK_SECRET.';

function isJson({ headers }: HookRequest): boolean {
  const { 'content-type': type } = headers;
  return typeof type === 'string' && /^application\/json\b/i.test(type);
}

async function bouncesIn(told: HookRequest, hook: EmailHook): Promise<readonly ProviderReport[]> {
  const reading = await hook.readBounce(told);
  if (reading.kind !== 'reports')
    throw new Problem('malformed', { detail: 'This is no delivery status notification.' });
  return reading.reports;
}
