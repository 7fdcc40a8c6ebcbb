import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stores } from '../../../adapters/store/stores.js';
import type { Invitation, Survey, SurveyAnswer } from '../../../ports/survey-store.js';
import { hour, newTenant, noon } from './builders.js';
import { atOnce, counted, twins } from './twins.js';

describe.each(twins)('surveys in $name', ({ open }) => {
  let stores: Stores;
  beforeAll(async () => {
    stores = await open();
  });
  afterAll(() => stores.close());

  const invitationOf = (overrides: Partial<Invitation> = {}): Invitation => {
    const { tenant = newTenant(), ...others } = overrides;
    return { tenant, caseId: 'case-1', round: 1, customerId: 'customer-1', expiresAt: noon + hour, ...others };
  };
  const invited = (overrides: Partial<Invitation> = {}): Promise<Survey> =>
    stores.surveys.invite(invitationOf(overrides));
  const answerOf = (overrides: Partial<SurveyAnswer> = {}): SurveyAnswer => ({ score: 4, at: noon, ...overrides });

  it('opens the survey of a round, to be found by its id and by its round', async () => {
    const invitation = invitationOf();
    const survey = await stores.surveys.invite(invitation);
    expect(survey).toStrictEqual({ ...invitation, surveyId: survey.surveyId, superseded: false });
    expect(await stores.surveys.get(survey.surveyId)).toStrictEqual(survey);
    expect(await stores.surveys.ofRound(invitation)).toStrictEqual(survey);
  });

  it('names a survey in 16 characters that tell nothing of case or tenant, however long their ids are', async () => {
    const ids = await Promise.all(
      ['a', 'x'.repeat(128)].map(async (caseId) => (await invited({ caseId, customerId: caseId })).surveyId),
    );
    for (const id of ids) expect(id).toMatch(/^[\w-]{16}$/);
  });

  it('names each round of each case of each tenant otherwise, and the same round always the same', async () => {
    const first = await invited({ caseId: 'case-1' });
    const { tenant } = first;
    const others = [
      await invited({ tenant, round: 2 }),
      await invited({ tenant, round: 11 }),
      await invited({ tenant, caseId: 'case-11' }),
      await invited({ tenant: newTenant() }),
    ];
    expect(new Set([first, ...others].map(({ surveyId }) => surveyId)).size).toBe(5);
    expect((await invited({ tenant, customerId: 'customer-2' })).surveyId).toBe(first.surveyId);
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
      stores.surveys.invite({ ...invitation, expiresAt: invitation.expiresAt + index }),
    );
    expect(new Set(surveys.map(({ expiresAt }) => expiresAt)).size).toBe(1);
    expect(await stores.surveys.ofRound(invitation)).toStrictEqual(surveys[0]);
  });

  it('gives an invited round back unchanged, with its answer, when it is invited again', async () => {
    const invitation = invitationOf();
    const survey = await stores.surveys.invite(invitation);
    await stores.surveys.answer(survey.surveyId, answerOf());
    const again = await stores.surveys.invite({ ...invitation, expiresAt: noon + 9 * hour });
    expect(again).toStrictEqual({ ...survey, answer: answerOf() });
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
    const invitation = invitationOf();
    await stores.surveys.invite(invitation);
    const second = await invited({ tenant: invitation.tenant, round: 2 });
    await stores.surveys.invite(invitation);
    expect(await stores.surveys.answer(second.surveyId, answerOf())).toBe('recorded');
  });
});
