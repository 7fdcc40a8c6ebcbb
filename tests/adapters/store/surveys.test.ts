import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stores } from '../../../adapters/store/stores.js';
import type { Survey, SurveyAnswer } from '../../../ports/survey-store.js';
import { hour, newTenant, noon } from './builders.js';
import { atOnce, counted, twins } from './twins.js';

type Invitation = Omit<Survey, 'answer' | 'superseded'>;

describe.each(twins)('surveys in $name', ({ open }) => {
  let stores: Stores;
  beforeAll(async () => {
    stores = await open();
  });
  afterAll(() => stores.close());

  const invitationOf = (overrides: Partial<Invitation> = {}): Invitation => {
    const tenant = overrides.tenant ?? newTenant();
    const { caseId = 'case-1', round = 1 } = overrides;
    const surveyId = `${tenant}-${caseId}-${round}`;
    return { surveyId, tenant, caseId, round, customerId: 'customer-1', expiresAt: noon + hour, ...overrides };
  };
  const invited = async (overrides: Partial<Invitation> = {}) => {
    const invitation = invitationOf(overrides);
    await stores.surveys.invite(invitation);
    return invitation;
  };
  const answerOf = (overrides: Partial<SurveyAnswer> = {}): SurveyAnswer => ({ score: 4, at: noon, ...overrides });

  it('opens the survey of a round, to be found by its id and by its round', async () => {
    const invitation = invitationOf();
    const survey = { ...invitation, superseded: false };
    expect(await stores.surveys.invite(invitation)).toStrictEqual(survey);
    expect(await stores.surveys.get(invitation.surveyId)).toStrictEqual(survey);
    expect(await stores.surveys.ofRound(invitation)).toStrictEqual(survey);
  });

  it('finds no survey for an id, a round or a tenant that has none', async () => {
    const { tenant } = await invited();
    expect(await stores.surveys.get('nothing')).toBeUndefined();
    expect(await stores.surveys.ofRound({ tenant, caseId: 'case-1', round: 2 })).toBeUndefined();
    expect(await stores.surveys.ofRound({ tenant: newTenant(), caseId: 'case-1', round: 1 })).toBeUndefined();
  });

  it('opens one survey when fifty invitations to one round come at once, and gives that one to all', async () => {
    const invitation = invitationOf();
    const surveys = await atOnce(50, (index) =>
      stores.surveys.invite({ ...invitation, surveyId: `${invitation.surveyId}-${index}` }),
    );
    expect(new Set(surveys.map(({ surveyId }) => surveyId)).size).toBe(1);
    expect(await stores.surveys.ofRound(invitation)).toStrictEqual(surveys[0]);
  });

  it('gives an invited round back unchanged, with its answer, when it is invited again', async () => {
    const invitation = await invited();
    await stores.surveys.answer(invitation.surveyId, answerOf());
    const again = await stores.surveys.invite({ ...invitation, expiresAt: noon + 9 * hour });
    expect(again).toStrictEqual({ ...invitation, answer: answerOf(), superseded: false });
  });

  it('keeps an answer with all that the customer said', async () => {
    const { surveyId } = await invited();
    const answer = answerOf({ heard: true, repeated: false, comment: 'Thank you 🙏 <b>' });
    expect(await stores.surveys.answer(surveyId, answer)).toBe('recorded');
    expect((await stores.surveys.get(surveyId))?.answer).toStrictEqual(answer);
  });

  it('records one of fifty answers that come at once', async () => {
    const { surveyId } = await invited();
    const answers = await atOnce(50, (index) => stores.surveys.answer(surveyId, answerOf({ comment: `no. ${index}` })));
    expect(counted(answers)).toEqual({ recorded: 1, used: 49 });
    const winner = `no. ${answers.indexOf('recorded')}`;
    expect((await stores.surveys.get(surveyId))?.answer?.comment).toBe(winner);
  });

  it('takes an answer until just before the survey expires, and none from then on', async () => {
    const [inTime, late] = [await invited(), await invited()];
    expect(await stores.surveys.answer(late.surveyId, answerOf({ at: noon + hour }))).toBe('expired');
    expect((await stores.surveys.get(late.surveyId))?.answer).toBeUndefined();
    expect(await stores.surveys.answer(inTime.surveyId, answerOf({ at: noon + hour - 1 }))).toBe('recorded');
  });

  it('calls an answered survey used, even after it has expired', async () => {
    const { surveyId } = await invited();
    await stores.surveys.answer(surveyId, answerOf());
    expect(await stores.surveys.answer(surveyId, answerOf({ at: noon + 2 * hour }))).toBe('used');
  });

  it('knows no survey that it has not invited to', async () => {
    expect(await stores.surveys.answer('nothing', answerOf())).toBe('unknown');
  });

  it('closes open surveys of earlier rounds and cases of the customer when it invites to the next', async () => {
    const first = await invited();
    const { tenant } = first;
    const second = await invited({ tenant, round: 2 });
    const nextCase = await invited({ tenant, caseId: 'case-2' });
    expect(await stores.surveys.answer(first.surveyId, answerOf())).toBe('expired');
    expect(await stores.surveys.answer(second.surveyId, answerOf())).toBe('expired');
    expect(await stores.surveys.answer(nextCase.surveyId, answerOf())).toBe('recorded');
    expect((await stores.surveys.get(first.surveyId))?.superseded).toBe(true);
  });

  it('leaves answered surveys, and those of other customers and tenants, as they are', async () => {
    const answered = await invited();
    const { tenant } = answered;
    await stores.surveys.answer(answered.surveyId, answerOf());
    const ofAnother = await invited({ tenant, customerId: 'customer-2', caseId: 'case-2' });
    const elsewhere = await invited();
    await invited({ tenant, round: 2 });
    const surveys = await Promise.all(
      [answered, ofAnother, elsewhere].map(({ surveyId }) => stores.surveys.get(surveyId)),
    );
    expect(surveys.map((survey) => survey?.superseded)).toEqual([false, false, false]);
  });

  it('does not close the survey of a round when an earlier round is invited to again', async () => {
    const first = await invited();
    const second = await invited({ tenant: first.tenant, round: 2 });
    await stores.surveys.invite(first);
    expect(await stores.surveys.answer(second.surveyId, answerOf())).toBe('recorded');
  });
});
