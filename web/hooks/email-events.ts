import { promisify } from 'node:util';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { EmailHook, HookRequest, ProviderReport } from '../../ports/provider-hooks.js';
import { emailEvent, emailEvents, isOfOtherType, reportOf } from '../api/email-event.js';
import type { ServerDependencies } from '../dependencies.js';
import { jsonReader } from '../json-body.js';
import { Problem } from '../problem.js';
import { checkedBody, checkedEach, invalid, type App } from '../validation.js';
import { DoorKeeper } from './door-keeper.js';
import { openDoor } from './open-door.js';
import { badSignature, signedBytes } from './signed-request.js';
import { takeAll } from './take-all.js';

/** Bytes: a thousand events, or a bounce that sends the whole mail back. */
const BODY_LIMIT = 1024 * 1024;
/** Faults that one answer names. */
const MOST_FAULTS = 20;

/** Events of the provider of e-mail, and bounces as mails (RFC 3464); both signed after Standard Webhooks. */
export function emailEventRoute(app: App, dependencies: ServerDependencies): void {
  const door = openDoor(app, dependencies, { provider: 'email', path, taken });
  if (door === undefined) return;
  const { hook, config } = door;
  const readJson = promisify(jsonReader(app));
  const { keeper, hooks } = keptDoor(app, dependencies);
  app.post(path, { bodyLimit: BODY_LIMIT, config, ...hooks }, async (request, reply) => {
    const told = signedBytes(request);
    if (!hook.isSigned(told)) throw badSignature();
    await keeper.note();
    if (isJson(told)) await takeEvents(dependencies, request, await readJson(request, told.body.toString()));
    else await takeAll(dependencies, { request, reports: await bouncesIn(told, hook), source });
    return reply.code(204).send();
  });
}

const path = '/hooks/email/events';

const taken = {
  types: ['application/json', 'message/rfc822', 'multipart/report'],
  advice: 'Send events as application/json, a bounce as message/rfc822 or multipart/report.',
};

const source = 'email_events';

/** Lets the keeper of this door know when the edge begins to listen, and of each report that it refuses. */
function keptDoor(app: App, dependencies: ServerDependencies) {
  const keeper = new DoorKeeper(source, dependencies);
  app.addHook('onListen', (done) => {
    keeper.tryToNote();
    done();
  });
  const hooks = {
    onSend: (request: FastifyRequest, reply: FastifyReply, payload: unknown) => {
      if (reply.statusCode >= 400 && !isOtherMail(request, reply)) keeper.refused();
      return Promise.resolve(payload);
    },
    onRequestAbort: (_request: FastifyRequest, done: () => void) => {
      keeper.refused();
      done();
    },
  };
  return { keeper, hooks };
}

/** Whoever posts a mailbox for bounces posts its other mails too: those are no reports, so none was refused. */
function isOtherMail(request: FastifyRequest, { statusCode }: FastifyReply): boolean {
  return statusCode === 400 && !isJson(signedBytes(request));
}

/** Takes what can be read of a list, and passes over types of which we make nothing; then what is wrong is said. */
async function takeEvents(dependencies: ServerDependencies, request: FastifyRequest, body: unknown): Promise<void> {
  const events = checkedBody(emailEvents, body);
  const { good, faults } = checkedEach(emailEvent, events, isOfOtherType);
  const skipped = events.filter(isOfOtherType).length;
  if (skipped > 0) dependencies.metrics?.reported({ source, result: 'skipped', count: skipped });
  await takeAll(dependencies, { request, reports: good.map(reportOf), source });
  if (faults.length > 0) throw invalid(faults.slice(0, MOST_FAULTS));
}

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
