import { randomUUID } from 'node:crypto';
import helmet from '@fastify/helmet';
import Fastify from 'fastify';
import { callerFinder } from './api-keys.js';
import type { ServerDependencies } from './dependencies.js';
import { letGoWhileDraining } from './drain.js';
import { errorHandler } from './error-handler.js';
import { hookRoutes } from './hooks/hook-routes.js';
import { acceptJson } from './json-body.js';
import { defaultRateLimits, limitRates } from './limits.js';
import { edgeLog } from './log.js';
import { measure } from './measure.js';
import { styleSource } from './pages/layout.js';
import { Problem } from './problem.js';
import { caseContextRoutes } from './routes/case-context.js';
import { caseLinkRoutes } from './routes/case-links.js';
import { caseMessageRoutes } from './routes/case-messages.js';
import { caseStoryRoutes } from './routes/case-story.js';
import { caseRoutes } from './routes/cases.js';
import { causeRoutes } from './routes/causes.js';
import { commandRoutes } from './routes/commands.js';
import { consentRoutes } from './routes/consents.js';
import { contactDecisionRoutes } from './routes/contact-decisions.js';
import { contactRoutes } from './routes/contacts.js';
import { customerRoutes } from './routes/customers.js';
import { eventRoutes } from './routes/events.js';
import { healthRoutes } from './routes/health.js';
import { incidentRoutes } from './routes/incidents.js';
import { inputRoutes } from './routes/inputs.js';
import { knownCustomerRoutes } from './routes/known-customer.js';
import { programmeRoutes } from './routes/programmes.js';
import { sendRoutes } from './routes/sends.js';
import { surveyRoutes } from './routes/survey.js';
import { taskRoutes } from './routes/tasks.js';
import { unsubscribeRoutes } from './routes/unsubscribe.js';
import { zodValidator, type App, type ZodTypeProvider } from './validation.js';

/** Bytes of a body, and milliseconds to send a request and to answer it. */
const BODY_LIMIT = 64 * 1024;
const TIME_LIMIT = 10_000;

/** Characters of a parameter in a path: ids have up to 128, and the key of a message holds two and what the message is. */
const PARAM_LIMIT = 256;

/** The HTTP edge, complete and not listening. */
export async function buildServer(dependencies: ServerDependencies): Promise<App> {
  const app = createApp(dependencies);
  const { apiKeys, metrics, isDraining } = dependencies;
  if (metrics !== undefined) measure(app, metrics);
  if (isDraining !== undefined) letGoWhileDraining(app, isDraining);
  const findCaller = callerFinder(apiKeys);
  app.decorateRequest('caller', undefined);
  app.decorateRequest('words', undefined);
  app.addHook('onRequest', (request, reply, done) => {
    request.caller = findCaller(request.headers.authorization);
    void reply.headers({ 'x-request-id': request.id, 'cache-control': 'no-store' });
    done();
  });
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: contentSecurity },
    frameguard: { action: 'deny' },
    // Whoever terminates TLS decides that for the domain.
    hsts: false,
  });
  await limitRates(app, dependencies.rateLimits ?? defaultRateLimits);
  // Without the limit, a search for hidden paths or tokens would cost nothing.
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, () => {
    throw new Problem('not_found');
  });
  await app.register(async (pages: App) => surveyRoutes(pages, dependencies));
  await app.register(async (pages: App) => unsubscribeRoutes(pages, dependencies));
  await app.register(async (pages: App) => caseLinkRoutes(pages, dependencies));
  await app.register(async (doors: App) => hookRoutes(doors, dependencies));
  await app.register(async (api: App) => {
    acceptJson(api);
    for (const addRoutes of apiRoutes) addRoutes(api, dependencies);
    return Promise.resolve();
  });
  return app;
}

const apiRoutes = [
  healthRoutes,
  incidentRoutes,
  caseRoutes,
  caseStoryRoutes,
  caseMessageRoutes,
  caseContextRoutes,
  commandRoutes,
  sendRoutes,
  taskRoutes,
  causeRoutes,
  inputRoutes,
  customerRoutes,
  knownCustomerRoutes,
  consentRoutes,
  contactDecisionRoutes,
  contactRoutes,
  eventRoutes,
  programmeRoutes,
];

const contentSecurity = {
  defaultSrc: ["'none'"],
  styleSrc: [styleSource],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
};

function createApp({ log, isOutage, trustedProxies = [] }: ServerDependencies): App {
  const answerError = errorHandler(isOutage);
  const app = Fastify({
    ...(log !== undefined && { loggerInstance: edgeLog(log) }),
    // What arrives while the listener closes is answered like everything else; the stores close after it.
    return503OnClosing: false,
    trustProxy: [...trustedProxies],
    bodyLimit: BODY_LIMIT,
    requestTimeout: TIME_LIMIT,
    handlerTimeout: TIME_LIMIT,
    // Node looks for slow senders every thirty seconds by default.
    http: { connectionsCheckingInterval: 1_000 },
    routerOptions: { maxParamLength: PARAM_LIMIT },
    genReqId: () => randomUUID(),
    // An id given from outside could forge log lines.
    requestIdHeader: false,
    frameworkErrors: answerError,
  }).withTypeProvider<ZodTypeProvider>();
  app.removeAllContentTypeParsers();
  app.setValidatorCompiler(zodValidator);
  app.setErrorHandler(answerError);
  return app;
}
