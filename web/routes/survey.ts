import formBody from '@fastify/formbody';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Survey } from '../../ports/survey-store.js';
import { surveyBody } from '../api/survey.js';
import { askingOf } from '../asking.js';
import type { ServerDependencies } from '../dependencies.js';
import { localeOfSurvey, wordsFor, wordsOf } from '../page-language.js';
import { closedSurveys, type ClosedSurvey } from '../pages/closed-survey.js';
import { HTML, SURVEY_PATH } from '../pages/layout.js';
import { closedSurvey, surveyForm, thankYou } from '../pages/survey-pages.js';
import { Problem } from '../problem.js';
import type { App } from '../validation.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The survey behind the link of this request, while it may be answered. */
    survey: Survey | undefined;
  }
}

/** What a link leads to: a survey while it may be answered, or after that. */
interface Found {
  readonly kind: 'open' | ClosedSurvey;
  readonly survey?: Survey;
}

/** The page behind a survey link. It needs no key: the token is one. Reading it writes nothing, whoever opens it. */
export async function surveyRoutes(app: App, dependencies: ServerDependencies): Promise<void> {
  await app.register(formBody);
  app.decorateRequest('survey', undefined);

  // Before a body is read: nobody is asked to mend an answer that would not be taken.
  app.addHook<{ Params: { token: string } }>('preParsing', async (request, reply) => {
    const { kind, survey } = await lookUp(request.params.token, dependencies);
    if (survey !== undefined) request.words = await wordsAbout(dependencies, survey, request);
    if (kind !== 'open') return closed(request, reply, kind);
    request.survey = survey;
  });

  app.get(`${SURVEY_PATH}:token`, async (request, reply) => {
    const asking = await askingOf(dependencies.stores, surveyOf(request));
    return reply.type(HTML).send(surveyForm(wordsOf(request), asking));
  });

  app.post(`${SURVEY_PATH}:token`, { schema: { body: surveyBody } }, async (request, reply) => {
    const { surveyId, tenant, customerId, caseId, round } = surveyOf(request);
    const { comment, ...verdict } = request.body;
    const answer = { ...verdict, at: dependencies.clock.now(), ...(comment !== '' && { comment }) };
    const kept = await dependencies.stores.surveys.answer(surveyId, answer);
    if (kept !== 'recorded') return closed(request, reply, kept);
    try {
      await dependencies.recoveries.answer({ tenant, customerId, caseId, round, ...verdict });
    } catch (error) {
      // The answer is kept, and the case looks for it before it takes silence for one: the customer need not know.
      request.log.error({ err: error }, 'the case did not hear of a survey answer yet');
    }
    return reply.type(HTML).send(thankYou(wordsOf(request)));
  });
}

async function lookUp(token: string, { links, stores, clock }: ServerDependencies): Promise<Found> {
  const surveyId = links.read(token);
  const survey = surveyId === undefined ? undefined : await stores.surveys.get(surveyId);
  if (survey === undefined) return { kind: 'unknown' };
  if (survey.answer !== undefined) return { kind: 'used', survey };
  if (survey.superseded) return { kind: 'superseded', survey };
  return { kind: clock.now() >= survey.expiresAt ? 'expired' : 'open', survey };
}

async function wordsAbout({ stores }: ServerDependencies, survey: Survey, { headers }: FastifyRequest) {
  const locale = await localeOfSurvey(stores, survey);
  return wordsFor(stores, survey, { locale, accepts: headers['accept-language'] });
}

function surveyOf({ survey }: FastifyRequest): Survey {
  if (survey === undefined) throw new Problem('not_found');
  return survey;
}

function closed(request: FastifyRequest, reply: FastifyReply, kind: ClosedSurvey): FastifyReply {
  return reply
    .code(closedSurveys[kind])
    .type(HTML)
    .send(closedSurvey(wordsOf(request), kind));
}
