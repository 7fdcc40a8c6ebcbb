import formBody from '@fastify/formbody';
import type { FastifyReply } from 'fastify';
import type { Survey } from '../../ports/survey-store.js';
import { surveyBody, surveyParams } from '../api/survey.js';
import type { ServerDependencies } from '../dependencies.js';
import { HTML, SURVEY_PATH } from '../pages/layout.js';
import { closedSurveys, surveyForm, thankYou } from '../pages/survey-pages.js';
import type { App } from '../validation.js';

type Answerable = { readonly kind: 'open'; readonly survey: Survey } | { readonly kind: keyof typeof closedSurveys };

/** The page behind a survey link. It needs no key: the token is one. Reading it writes nothing, whoever opens it. */
export async function surveyRoutes(app: App, dependencies: ServerDependencies): Promise<void> {
  await app.register(formBody);

  app.get(`${SURVEY_PATH}:token`, { schema: { params: surveyParams } }, async (request, reply) => {
    const found = await lookUp(request.params.token, dependencies);
    return show(reply, found.kind);
  });

  app.post(`${SURVEY_PATH}:token`, { schema: { params: surveyParams, body: surveyBody } }, async (request, reply) => {
    const found = await lookUp(request.params.token, dependencies);
    if (found.kind !== 'open') return show(reply, found.kind);
    const { comment, ...verdict } = request.body;
    const answer = { ...verdict, at: dependencies.clock.now(), ...(comment !== '' && { comment }) };
    const kept = await dependencies.stores.surveys.answer(found.survey.surveyId, answer);
    if (kept !== 'recorded') return show(reply, kept);
    const { tenant, customerId, caseId, round } = found.survey;
    try {
      await dependencies.recoveries.answer({ tenant, customerId, caseId, round, ...verdict });
    } catch (error) {
      // The answer is kept, and the case looks for it before it takes silence for one: the customer need not know.
      request.log.error({ err: error }, 'the case did not hear of a survey answer yet');
    }
    return reply.type(HTML).send(thankYou);
  });
}

async function lookUp(token: string, { links, stores, clock }: ServerDependencies): Promise<Answerable> {
  const link = links.read(token, clock.now());
  const survey = link && (await stores.surveys.get(link.surveyId));
  if (survey === undefined) return { kind: 'unknown' };
  if (survey.answer !== undefined) return { kind: 'used' };
  if (survey.superseded) return { kind: 'superseded' };
  return link?.expired === true ? { kind: 'expired' } : { kind: 'open', survey };
}

function show(reply: FastifyReply, kind: Answerable['kind']): FastifyReply {
  if (kind === 'open') return reply.type(HTML).send(surveyForm);
  return reply.code(closedSurveys[kind].status).type(HTML).send(closedSurveys[kind].html);
}
